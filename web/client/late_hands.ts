import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
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

type Early = readonly [keyof Hands, Event];

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

  // Not before they have seen what stands on the page.
  useEffect(() => {
    if (hands.value === null) return;
    const waiting = early.current;
    early.current = [];
    for (const [name, event] of waiting) handOver(hands.value, name, event);
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
    const on = (name: keyof Hands) => (event: Event) => {
      const ready = hands.peek();
      if (ready !== null && early.current.length === 0) {
        return handOver(ready, name, event);
      }
      if (isOurs(event)) event.preventDefault();
      early.current = [...early.current, [name, event]];
      void start();
    };
    const events = {
      ...{ onPointerOver: start, onFocusIn: start },
      ...{ onClick: on("onClick"), onSubmit: on("onSubmit") },
      ...{ onInput: on("onInput"), onKeyDown: on("onKeyDown") },
      ...{ onPointerDown: on("onPointerDown"), onFocusOut: on("onFocusOut") },
      // A pointer that has left by now is not one to follow.
      onPointerUp() {
        early.current = early.current
          .filter(([name]) => name !== "onPointerDown");
      },
    };
    return { hands, load: start, events };
  }, []);
}

function handOver(hands: Hands, name: keyof Hands, event: Event): void {
  (hands[name] as (event: Event) => void).call(hands, event);
}
