import type { Turn } from "./turn_merge.ts";
import type { TaskId } from "./units.ts";

interface Link extends Turn {
  before: Link | null;
  after: Link | null;
}

/**
 * Task ids in the order of their turns. Adding at either end and removing
 * cost the same however many there are; adding between walks from the tail.
 */
export class TurnList implements Iterable<TaskId> {
  readonly #links = new Map<TaskId, Link>();
  #head: Link | null = null;
  #tail: Link | null = null;

  get size(): number {
    return this.#links.size;
  }

  get first(): TaskId | null {
    return this.#head?.id ?? null;
  }

  has(id: TaskId): boolean {
    return this.#links.has(id);
  }

  add(id: TaskId, turn: number): void {
    let before = this.#tail;
    if (this.#head !== null && turn < this.#head.turn) before = null;
    while (before !== null && before.turn > turn) before = before.before;
    const after = before === null ? this.#head : before.after;
    const link: Link = { id, turn, before, after };
    if (before === null) this.#head = link;
    else before.after = link;
    if (after === null) this.#tail = link;
    else after.before = link;
    this.#links.set(id, link);
  }

  delete(id: TaskId): void {
    const link = this.#links.get(id);
    if (link === undefined) return;
    this.#links.delete(id);
    if (link.before === null) this.#head = link.after;
    else link.before.after = link.after;
    if (link.after === null) this.#tail = link.before;
    else link.after.before = link.before;
  }

  *[Symbol.iterator](): Generator<TaskId> {
    for (const { id } of this.turns()) yield id;
  }

  /** The same with their turns. */
  *turns(): Generator<Turn> {
    for (let link = this.#head; link !== null; link = link.after) yield link;
  }

  /** The turns of the first and the last, or `null` when empty. */
  get span(): readonly [first: number, last: number] | null {
    return this.#head === null || this.#tail === null
      ? null
      : [this.#head.turn, this.#tail.turn];
  }
}
