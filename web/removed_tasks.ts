import type { EpochMs, Task } from "../scheduler/mod.ts";

const KEPT = 1_000;
const KEPT_MS = 60_000;

/** What left the queue a moment ago, secrets and all, for those who regret. */
export class RemovedTasks {
  readonly #now: () => EpochMs;
  /** Oldest first. */
  readonly #tasks = new Map<string, { task: Task; untilMs: EpochMs }>();

  constructor(now: () => EpochMs) {
    this.#now = now;
  }

  /** Remembers a task for a minute. */
  keep(task: Task): void {
    this.#tasks.delete(task.id);
    const untilMs = this.#now() + KEPT_MS;
    this.#tasks.set(task.id, { task, untilMs });
    for (const [id, kept] of this.#tasks) {
      const isOld = kept.untilMs <= this.#now();
      if (!isOld && this.#tasks.size <= KEPT) break;
      this.#tasks.delete(id);
    }
  }

  /** Finds a task; `null` for one that was forgotten. */
  find(id: string): Task | null {
    const kept = this.#tasks.get(id);
    const isThere = kept !== undefined && kept.untilMs > this.#now();
    return isThere ? kept.task : null;
  }

  /** Lets go of a task that is in the queue again. */
  forget(id: string): void {
    this.#tasks.delete(id);
  }
}
