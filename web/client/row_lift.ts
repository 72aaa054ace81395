import { signal } from "@preact/signals";
import { type Box, boxAt } from "../../scheduler/view/queue_order.ts";

/** A row that was taken up, and where it would go. */
export interface Lift {
  readonly id: string;
  /** Places in the list, from 0. */
  readonly from: number;
  readonly to: number;
  /** How far the row stands from its place, in pixels. */
  readonly asidePx: number;
  readonly offsetPx: number;
  /** Where all rows stood when it was taken, on the page. */
  readonly boxes: readonly Box[];
}

/** What {@linkcode RowLift} is given. */
export interface LiftOptions {
  /** The rows, which hold buttons with `data-lift`. */
  readonly rows: () => readonly Element[];
  /** The last place of so many rows that one may be put to. */
  readonly last: (rows: number) => number;
  readonly onDrop: (lift: Lift) => void;
  /** Tells those who do not see it. */
  readonly say: (words: string) => void;
}

/**
 * Takes rows up by their handles, with a pointer or with Space, arrows and
 * Escape. Until they are dropped nothing in the list changes its place.
 */
export class RowLift {
  readonly held = signal<Lift | null>(null);
  readonly #options: LiftOptions;
  #drag: AbortController | null = null;

  constructor(options: LiftOptions) {
    this.#options = options;
  }

  onPointerDown(event: PointerEvent): void {
    const handle = handleOf(event);
    if (handle === null || event.button !== 0) return;
    event.preventDefault(); // Or the text of the rows is selected.
    handle.focus();
    const taken = this.held.value = this.#take(handle);
    if (taken !== null) this.#follow(taken, event);
  }

  onKeyDown(event: KeyboardEvent): void {
    const handle = handleOf(event);
    if (handle === null) return;
    const held = this.held.peek();
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (held === null) this.#takeByKey(handle);
      else this.putDown(true);
      return;
    }
    if (held === null) return;
    const to = STEPS[event.key]?.(held);
    if (event.key === "Escape") this.putDown(false);
    else if (to !== undefined) this.#step(held, to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** One that is held by a key is put back when its handle is left. */
  onFocusOut(event: FocusEvent): void {
    const isDragged = this.#drag?.signal.aborted === false;
    if (this.held.peek() === null || isDragged) return;
    if (handleOf(event) !== null) this.putDown(false);
  }

  /** Lets go of what is held: where it would go, or where it came from. */
  putDown(drops: boolean): void {
    const held = this.held.peek();
    this.#drag?.abort();
    this.held.value = null;
    if (held === null) return;
    const { id, from, to } = held;
    if (drops && to !== from) {
      this.#options.say(`${id} dropped at position ${to + 1}.`);
      this.#options.onDrop(held);
    } else this.#options.say(`${id} is back at position ${from + 1}.`);
  }

  #take(handle: HTMLElement): Lift | null {
    const rows = this.#options.rows();
    const from = rows.findIndex((row) => row.contains(handle));
    if (from === -1) return null;
    const boxes = rows.map((row) => boxOf(row));
    const id = handle.dataset.lift!;
    return { id, from, to: from, asidePx: 0, offsetPx: 0, boxes };
  }

  #takeByKey(handle: HTMLElement): void {
    const taken = this.held.value = this.#take(handle);
    if (taken === null) return;
    this.#options.say(
      `${taken.id} lifted from position ${taken.from + 1}. Arrows move it, ` +
        `Space drops it, Escape puts it back.`,
    );
  }

  #follow(start: Lift, begun: PointerEvent): void {
    const { signal } = this.#drag = new AbortController();
    addEventListener("pointermove", ({ pageX, pageY }) => {
      const to = this.#within(start, boxAt(start.boxes, pageX, pageY));
      const asidePx = pageX - begun.pageX;
      this.held.value = {
        ...{ ...start, to, asidePx },
        offsetPx: pageY - begun.pageY,
      };
    }, { signal });
    addEventListener("pointerup", () => this.putDown(true), { signal });
    addEventListener("pointercancel", () => this.putDown(false), { signal });
  }

  #step(held: Lift, wanted: number): void {
    const to = this.#within(held, wanted);
    if (to === held.to) return;
    this.held.value = { ...held, to, ...offsetsAt(held, to) };
    this.#options.say(`Position ${to + 1} of ${held.boxes.length}.`);
    this.#options.rows()[to]?.scrollIntoView({ block: "nearest" });
  }

  #within({ from, boxes }: Lift, to: number): number {
    const last = Math.max(from, this.#options.last(boxes.length));
    return Math.max(0, Math.min(to, last));
  }
}

const STEPS: Readonly<Record<string, (held: Lift) => number>> = {
  ArrowUp: ({ to }) => to - 1,
  ArrowDown: ({ to }) => to + 1,
  Home: () => 0,
  End: ({ boxes }) => boxes.length - 1,
};

function handleOf({ target }: Event): HTMLElement | null {
  return target instanceof Element
    ? target.closest<HTMLElement>("[data-lift]")
    : null;
}

function boxOf(row: Element): Box {
  const { left, top, right, bottom } = row.getBoundingClientRect();
  return {
    ...{ left: left + scrollX, right: right + scrollX },
    ...{ top: top + scrollY, bottom: bottom + scrollY },
  };
}

/** How far a row has to go to be seen at another place. */
function offsetsAt({ boxes, from }: Lift, to: number) {
  const [start, end] = [boxes[from]!, boxes[to]!];
  const offsetPx = to <= from ? end.top - start.top : end.bottom - start.bottom;
  return { asidePx: end.left - start.left, offsetPx };
}
