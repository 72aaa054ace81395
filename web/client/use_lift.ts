import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lastPlace, placeAt } from "../../scheduler/view/queue_order.ts";

/** A row that was taken up, and where it would go. */
export interface Lift {
  readonly id: string;
  /** Places in the list, from 0. */
  readonly from: number;
  readonly to: number;
  /** How far the row stands from its place, in pixels. */
  readonly offsetPx: number;
  /** Tops of all rows on the page, and the bottom of the last. */
  readonly edges: readonly number[];
}

/** What {@linkcode useLift} is given. */
export interface LiftOptions {
  /** The list, whose items hold buttons with `data-lift`. */
  readonly list: () => HTMLElement | null;
  /** How many tasks stand behind those in the list. */
  readonly beyond: () => number;
  readonly onDrop: (lift: Lift) => void;
  /** Tells those who do not see it. */
  readonly say: (words: string) => void;
}

/** What the list's root takes over. */
export interface Lifting {
  readonly lift: ReadonlySignal<Lift | null>;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
}

/**
 * Takes rows up by their handles, with a pointer or with Space, arrows and
 * Escape. Until they are dropped nothing in the list changes its place.
 */
export function useLift({ list, beyond, onDrop, say }: LiftOptions): Lifting {
  const lift = useSignal<Lift | null>(null);
  const drag = useRef<AbortController | null>(null);

  const take = (handle: HTMLElement): Lift | null => {
    const rows = [...list()?.children ?? []];
    const from = rows.findIndex((row) => row.contains(handle));
    if (from === -1) return null;
    const boxes = rows.map((row) => row.getBoundingClientRect());
    const edges = [...boxes.map(({ top }) => top), boxes.at(-1)!.bottom]
      .map((edge) => edge + scrollY);
    const id = handle.dataset.lift!;
    return { id, from, to: from, offsetPx: 0, edges };
  };
  const putDown = (drops: boolean) => {
    const held = lift.peek();
    drag.current?.abort();
    lift.value = null;
    if (held === null) return;
    if (drops && held.to !== held.from) {
      say(`${held.id} dropped at position ${held.to + 1}.`);
      onDrop(held);
    } else say(`${held.id} is back at position ${held.from + 1}.`);
  };
  const follow = (start: Lift, startY: number) => {
    const { signal } = drag.current = new AbortController();
    addEventListener("pointermove", (event) => {
      const offsetPx = event.pageY - startY;
      const top = start.edges[start.from]!;
      const middle = (top + start.edges[start.from + 1]!) / 2 + offsetPx;
      const last = lastOf(start, beyond());
      const to = Math.min(placeAt(start.edges, middle), last);
      lift.value = { ...start, to, offsetPx };
    }, { signal });
    addEventListener("pointerup", () => putDown(true), { signal });
    addEventListener("pointercancel", () => putDown(false), { signal });
  };
  useEffect(() => () => drag.current?.abort(), []);

  const step = (held: Lift, wanted: number) => {
    const to = Math.max(0, Math.min(wanted, lastOf(held, beyond())));
    if (to === held.to) return;
    lift.value = { ...held, to, offsetPx: offsetAt(held, to) };
    say(`Position ${to + 1} of ${held.edges.length - 1}.`);
    const row = list()?.children[to];
    row?.scrollIntoView({ block: "nearest" });
  };
  return {
    lift,
    onPointerDown(event) {
      const handle = handleOf(event);
      if (handle === null || event.button !== 0) return;
      event.preventDefault(); // Or the text of the rows is selected.
      handle.focus();
      lift.value = take(handle);
      if (lift.value !== null) follow(lift.value, event.pageY);
    },
    onKeyDown(event) {
      const handle = handleOf(event);
      if (handle === null) return;
      const held = lift.peek();
      if (event.key === " " || event.key === "Enter") {
        event.preventDefault();
        if (held !== null) return putDown(true);
        const taken = lift.value = take(handle);
        if (taken === null) return;
        say(
          `${taken.id} lifted from position ${taken.from + 1}. Arrows move ` +
            `it, Space drops it, Escape puts it back.`,
        );
        return;
      }
      if (held === null) return;
      const to = STEPS[event.key]?.(held);
      if (event.key === "Escape") putDown(false);
      else if (to !== undefined) step(held, to);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onFocusOut(event) {
      const isKey = drag.current === null || drag.current.signal.aborted;
      if (lift.peek() !== null && isKey && handleOf(event) !== null) {
        putDown(false);
      }
    },
  };
}

const STEPS: Readonly<Record<string, (held: Lift) => number>> = {
  ArrowUp: ({ to }) => to - 1,
  ArrowDown: ({ to }) => to + 1,
  Home: () => 0,
  End: ({ edges }) => edges.length - 2,
};

function handleOf({ target }: Event): HTMLElement | null {
  return target instanceof Element
    ? target.closest<HTMLElement>("[data-lift]")
    : null;
}

function lastOf({ edges, from }: Lift, beyond: number): number {
  return Math.max(from, lastPlace(edges.length - 1, beyond));
}

/** Where a row has to stand to be seen at another place. */
function offsetAt({ edges, from }: Lift, to: number): number {
  return to <= from
    ? edges[to]! - edges[from]!
    : edges[to + 1]! - edges[from + 1]!;
}
