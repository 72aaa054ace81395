import type { Task } from "./task.ts";
import type { TaskId } from "./units.ts";

/** For each task that others failed with, those that had waited for it. */
export class Fallen {
  readonly #behind = new Map<TaskId, Set<TaskId>>();

  /** Takes in a task that has failed, for whatever reason. */
  add(task: Task): void {
    const on = whyFallen(task);
    if (on === null) return;
    const others = this.#behind.get(on);
    if (others === undefined) this.#behind.set(on, new Set([task.id]));
    else others.add(task.id);
  }

  delete(task: Task): void {
    const on = whyFallen(task);
    if (on === null) return;
    const others = this.#behind.get(on);
    others?.delete(task.id);
    if (others?.size === 0) this.#behind.delete(on);
  }

  /** Those that failed because this one did. */
  with(id: TaskId): Iterable<TaskId> {
    return this.#behind.get(id) ?? [];
  }

  /** How many tasks others failed with. */
  get size(): number {
    return this.#behind.size;
  }
}

/** The task that it failed with; `null` for one that did not fail so. */
function whyFallen({ state }: Task): TaskId | null {
  return state.name === "failed" && state.failure.kind === "dependency"
    ? state.failure.on
    : null;
}
