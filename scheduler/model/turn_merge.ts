import type { TaskId } from "./units.ts";

/** A task's place among others. */
export interface Turn {
  readonly id: TaskId;
  readonly turn: number;
}

interface Head<T extends Turn> {
  readonly lane: Iterator<T>;
  now: T;
}

/**
 * Walks several lists in the order of their turns, as one. A step costs the
 * logarithm of how many lists there are, whatever their length.
 */
export class TurnMerge<T extends Turn = Turn> implements Iterable<TaskId> {
  /** A binary heap: no head comes before that at half its place. */
  readonly #heads: Head<T>[] = [];

  constructor(lanes: Iterable<Iterable<T>>) {
    for (const list of lanes) {
      const lane = list[Symbol.iterator]();
      const first = lane.next();
      if (first.done) continue;
      this.#heads.push({ lane, now: first.value });
      this.#rise(this.#heads.length - 1);
    }
  }

  /** Who is next; `null` behind the last. */
  get next(): TaskId | null {
    return this.#heads[0]?.now.id ?? null;
  }

  /** The same with all that its list says of it. */
  get head(): T | null {
    return this.#heads[0]?.now ?? null;
  }

  /** Goes on to who comes after. */
  advance(): void {
    const head = this.#heads[0];
    if (head === undefined) return;
    const after = head.lane.next();
    if (after.done) return this.drop();
    head.now = after.value;
    this.#sink();
  }

  /** Passes over all that the list of who is next still holds. */
  drop(): void {
    const last = this.#heads.pop();
    if (last === undefined || this.#heads.length === 0) return;
    this.#heads[0] = last;
    this.#sink();
  }

  *[Symbol.iterator](): Generator<TaskId> {
    for (; this.next !== null; this.advance()) yield this.next;
  }

  #rise(from: number): void {
    for (let place = from; place > 0;) {
      const above = (place - 1) >> 1;
      if (!this.#swap(above, place)) return;
      place = above;
    }
  }

  #sink(): void {
    for (let place = 0; 2 * place + 1 < this.#heads.length;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const below = this.#turn(right) < this.#turn(left) ? right : left;
      if (!this.#swap(place, below)) return;
      place = below;
    }
  }

  /** Puts the earlier of the two above; tells whether they were swapped. */
  #swap(above: number, below: number): boolean {
    const heads = this.#heads;
    if (this.#turn(above) <= this.#turn(below)) return false;
    [heads[above], heads[below]] = [heads[below]!, heads[above]!];
    return true;
  }

  #turn(place: number): number {
    return this.#heads[place]?.now.turn ?? Infinity;
  }
}
