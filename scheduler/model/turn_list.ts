import { firstFrom } from "./first_from.ts";
import type { Turn } from "./turn_merge.ts";
import type { TaskId } from "./units.ts";

/** One of the list; those of one turn stand in the order they came. */
interface Entry extends Turn {
  readonly came: number;
}

/** As far as its place depends on it. */
type Placed = Pick<Entry, "turn" | "came">;

/** A run is cut in two when it grows longer: so many are moved at most. */
const LONGEST_RUN = 512;

/**
 * Task ids in the order of their turns. Adding and removing, at an end or
 * between, costs the logarithm of how many there are, and the moving of part
 * of a run.
 */
export class TurnList implements Iterable<TaskId> {
  readonly #entries = new Map<TaskId, Entry>();
  /** In order, none of them empty. */
  readonly #runs: Entry[][] = [];
  /** Those that stand elsewhere than by the turn they came with. */
  readonly #pushed = new Set<TaskId>();
  #came = 0;

  get size(): number {
    return this.#entries.size;
  }

  get first(): TaskId | null {
    return this.#runs[0]?.[0]?.id ?? null;
  }

  has(id: TaskId): boolean {
    return this.#entries.has(id);
  }

  add(id: TaskId, turn: number): void {
    this.#insert({ id, turn, came: this.#came++ });
  }

  /** Adds behind all others, whatever its turn. */
  append(id: TaskId, turn: number): void {
    const last = this.span?.[1] ?? -Infinity;
    if (last > turn) this.#pushed.add(id);
    this.add(id, Math.max(turn, last));
  }

  /** Those that `append` gave a later turn than their own, in order. */
  get pushed(): readonly Turn[] {
    return [...this.#pushed].map((id) => this.#entries.get(id)!)
      .sort((a, b) => isBefore(a, b) ? -1 : 1);
  }

  /** Tells which of two that are there stands before the other. */
  comesBefore(one: TaskId, other: TaskId): boolean {
    return isBefore(this.#entries.get(one)!, this.#entries.get(other)!);
  }

  delete(id: TaskId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#pushed.delete(id);
    const [at, place] = this.#placeOf(entry);
    const run = this.#runs[at]!;
    if (run.length === 1) this.#runs.splice(at, 1);
    else if (place === 0) run.shift();
    else run.splice(place, 1);
  }

  /** Lets one go by another id, at its place. */
  rename(from: TaskId, to: TaskId): void {
    const entry = this.#entries.get(from);
    if (entry === undefined) return;
    const isPushed = this.#pushed.has(from);
    this.delete(from);
    if (isPushed) this.#pushed.add(to);
    this.#insert({ ...entry, id: to });
  }

  *[Symbol.iterator](): Generator<TaskId> {
    for (const run of this.#runs) for (const { id } of run) yield id;
  }

  /** The same with their turns, from a turn on. */
  *turns(from = -Infinity): Generator<Turn> {
    const first = { turn: from, came: -1 };
    let [at, place] = this.#placeOf(first);
    for (; at < this.#runs.length; at++, place = 0) {
      const run = this.#runs[at]!;
      for (; place < run.length; place++) yield run[place]!;
    }
  }

  /** The last first: all, or those that stand before one that is there. */
  *backward(before?: TaskId): Generator<TaskId> {
    const end = before === undefined ? undefined : this.#entries.get(before);
    let [at, place] = end === undefined
      ? [this.#runs.length, 0]
      : this.#placeOf(end);
    for (; at >= 0; place = this.#runs[--at]?.length ?? 0) {
      while (--place >= 0) yield this.#runs[at]![place]!.id;
    }
  }

  /** The turns of the first and the last, or `null` when empty. */
  get span(): readonly [first: number, last: number] | null {
    const first = this.#runs[0]?.[0];
    if (first === undefined) return null;
    return [first.turn, this.#runs.at(-1)!.at(-1)!.turn];
  }

  #insert(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    const [at, place] = this.#placeOf(entry);
    const run = this.#runs[at];
    if (run === undefined) {
      this.#runs.push([entry]);
    } else if (run.length < LONGEST_RUN) {
      if (place === run.length) run.push(entry);
      else run.splice(place, 0, entry);
    } else if (place === run.length) { // As when all come at the end.
      this.#runs.splice(at + 1, 0, [entry]);
    } else {
      const half = run.splice(run.length >> 1);
      this.#runs.splice(at + 1, 0, half);
      if (place < run.length) run.splice(place, 0, entry);
      else half.splice(place - run.length, 0, entry);
    }
  }

  /** Where one stands, or would: in the last run that begins before it. */
  #placeOf(entry: Placed): [run: number, place: number] {
    const runs = this.#runs;
    const end = runs.at(-1);
    if (end !== undefined && isBefore(end.at(-1)!, entry)) {
      return [runs.length - 1, end.length]; // Where nearly all come.
    }
    const after = firstFrom(
      runs.length,
      (at) => isBefore(entry, runs[at]![0]!),
    );
    const at = Math.max(0, after - 1);
    const run = runs[at] ?? [];
    const last = run.at(-1);
    if (last !== undefined && isBefore(last, entry)) return [at, run.length];
    return [at, firstFrom(run.length, (it) => !isBefore(run[it]!, entry))];
  }
}

function isBefore(one: Placed, other: Placed): boolean {
  return one.turn < other.turn ||
    one.turn === other.turn && one.came < other.came;
}
