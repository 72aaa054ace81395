import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { isPointerEnd, repeat } from "./repeat.ts";
import { sayFailed } from "./toasts.ts";

/** What acts on a part of a page, an event of the page at a time. */
export interface Hands {
  onClick(event: MouseEvent): void;
  onSubmit(event: SubmitEvent): void;
  onInput(event: InputEvent): void;
  onKeyDown(event: KeyboardEvent): void;
  onPointerDown(event: PointerEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/** What waits for hands; what is for the whole window has no name of theirs. */
type Early = readonly [keyof Hands | null, Event];

/** What a part's root takes over. */
export interface LateHands<Own extends Hands> {
  /** `null` until somebody has come near. */
  readonly hands: Signal<Own | null>;
  readonly load: () => void;
  readonly events: Readonly<Record<string, (event: Event) => void>>;
}

/**
 * Loads what acts on a part of a page once a pointer or the focus comes to
 * it. What happens until then waits, and is handed over in its order; what
 * the browser would answer by itself it must not, where `isOurs`.
 */
export function useLateHands<Own extends Hands>(
  load: () => Promise<Own>,
  isOurs: (event: Event) => boolean,
): LateHands<Own> {
  const hands = useSignal<Own | null>(null);
  const early = useRef<readonly Early[]>([]);
  const moves = useRef<AbortController | null>(null);

  // Not before they have seen what stands on the page.
  useEffect(() => {
    if (hands.value === null) return;
    const waiting = early.current;
    early.current = [];
    moves.current?.abort();
    for (const [name, event] of waiting) {
      if (name === null) repeat(event);
      else handOver(hands.value, name, event);
    }
  }, [hands.value]);
  return useMemo(() => {
    let isLoading = false;
    const start = async () => {
      if (isLoading) return;
      isLoading = true;
      try {
        hands.value = await load();
      } catch (error) {
        if (early.current.length > 0) sayFailed("Not done", error);
        early.current = [];
        isLoading = false; // The next touch tries anew.
      }
    };
    // A drag may be over before there are hands for it.
    const keepMoves = () => {
      const { signal } = moves.current = new AbortController();
      const keep = (event: Event) => {
        early.current = [...early.current, [null, event]];
        if (isPointerEnd(event)) moves.current?.abort();
      };
      for (const type of ["pointermove", "pointerup", "pointercancel"]) {
        addEventListener(type, keep, { signal });
      }
    };
    const on = (name: keyof Hands) => (event: Event) => {
      const ready = hands.peek();
      if (ready !== null && early.current.length === 0) {
        return handOver(ready, name, event);
      }
      early.current = [...early.current, [name, event]];
      if (isOurs(event)) {
        event.preventDefault();
        if (name === "onPointerDown") keepMoves();
      }
      void start();
    };
    const events = {
      ...{ onPointerOver: start, onFocusIn: start },
      ...{ onClick: on("onClick"), onSubmit: on("onSubmit") },
      ...{ onInput: on("onInput"), onKeyDown: on("onKeyDown") },
      ...{ onPointerDown: on("onPointerDown"), onFocusOut: on("onFocusOut") },
    };
    return { hands, load: start, events };
  }, []);
}

function handOver(hands: Hands, name: keyof Hands, event: Event): void {
  (hands[name] as (event: Event) => void).call(hands, event);
}
