import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

/** Which rows of a list are selected. */
export interface Selection {
  readonly ids: Signal<ReadonlySet<string>>;
  /** Takes over clicks on the rows' checkboxes; Shift selects a range. */
  readonly onClick: (event: MouseEvent) => void;
  set(ids: Iterable<string>): void;
}

/** Keeps a selection among rows in the order given. */
export function useSelection(order: readonly string[]): Selection {
  const ids = useSignal<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const latest = useRef(order);
  latest.current = order;

  const set = (chosen: Iterable<string>) => ids.value = new Set(chosen);
  const onClick = (event: MouseEvent) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "id") return;
    const range = event.shiftKey
      ? between(latest.current, last.current, box.value)
      : [box.value];
    const chosen = new Set(ids.value);
    for (const id of range) {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
    }
    last.current = box.value;
    set(chosen);
  };
  return { ids, onClick, set };
}

function between(
  order: readonly string[],
  from: string | null,
  to: string,
): readonly string[] {
  const ends = [order.indexOf(from ?? to), order.indexOf(to)];
  if (ends.includes(-1)) return [to];
  return order.slice(Math.min(...ends), Math.max(...ends) + 1);
}
