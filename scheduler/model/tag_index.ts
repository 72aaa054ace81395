import type { StateName, Task } from "./task.ts";
import type { TaskId } from "./units.ts";

type ByState = Map<StateName, Set<TaskId>>;

/** The tasks of each tag, by where they stand. */
export class TagIndex {
  readonly #tags = new Map<string, ByState>();

  add({ id, spec, state }: Task): void {
    for (const tag of spec.tags) {
      this.#tags.getOrInsertComputed(tag, () => new Map())
        .getOrInsertComputed(state.name, () => new Set()).add(id);
    }
  }

  delete({ id, spec, state }: Task): void {
    for (const tag of spec.tags) {
      const byState = this.#tags.get(tag);
      const ids = byState?.get(state.name);
      ids?.delete(id);
      if (ids?.size === 0) byState!.delete(state.name);
      if (byState?.size === 0) this.#tags.delete(tag);
    }
  }

  /** The tasks with a tag that stand in one of these places. */
  ids(tag: string, ...states: readonly StateName[]): readonly TaskId[] {
    const byState = this.#tags.get(tag);
    return states.flatMap((name) => [...byState?.get(name) ?? []]);
  }

  /** How many tasks with a tag stand where; `null` where none has it. */
  counts(tag: string): ReadonlyMap<StateName, number> | null {
    const byState = this.#tags.get(tag);
    if (byState === undefined) return null;
    return new Map([...byState].map(([name, ids]) => [name, ids.size]));
  }

  /** Every tag that a task carries. */
  tags(): Iterable<string> {
    return this.#tags.keys();
  }
}
