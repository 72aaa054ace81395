import { type EpochMs, isEnded, type Task } from "../scheduler/mod.ts";

/** As many as one wish may remove, and then some. */
const KEPT = 20_000;
const KEPT_MS = 60_000;

/** Tasks that one wish removed together. */
export interface RemovedBatch {
  readonly number: number;
  readonly tasks: readonly Task[];
  readonly removedAtMs: EpochMs;
}

interface Kept {
  readonly task: Task;
  readonly batch: number;
  readonly untilMs: EpochMs;
}

/**
 * What left the queue or the history a moment ago, secrets and all, for those
 * who regret.
 */
export class RemovedTasks {
  readonly #now: () => EpochMs;
  /** Oldest first. */
  readonly #tasks = new Map<string, Kept>();
  #batches = 0;

  constructor(now: () => EpochMs) {
    this.#now = now;
  }

  /** Remembers tasks for a minute, as one batch; tells its number. */
  keep(...tasks: readonly Task[]): number {
    const batch = ++this.#batches;
    const untilMs = this.#now() + KEPT_MS;
    for (const task of tasks) {
      this.#tasks.delete(task.id);
      this.#tasks.set(task.id, { task, batch, untilMs });
    }
    this.#letGo();
    return batch;
  }

  /** Finds a task; `null` for one that was forgotten. */
  find(id: string): Task | null {
    const kept = this.#tasks.get(id);
    const isThere = kept !== undefined && kept.untilMs > this.#now();
    return isThere ? kept.task : null;
  }

  /** The ended tasks that were removed last; `null` when none is left. */
  lastEnded(): RemovedBatch | null {
    this.#letGo();
    const ended = [...this.#tasks.values()].filter(({ task }) => isEnded(task));
    const last = ended.at(-1);
    if (last === undefined) return null;
    return {
      number: last.batch,
      tasks: ended.filter(({ batch }) => batch === last.batch)
        .map(({ task }) => task),
      removedAtMs: last.untilMs - KEPT_MS,
    };
  }

  /** What was removed together and is not there again. */
  inBatch(number: number): readonly Task[] {
    this.#letGo();
    return [...this.#tasks.values()].filter(({ batch }) => batch === number)
      .map(({ task }) => task);
  }

  /** Lets go of a task that is there again. */
  forget(id: string): void {
    this.#tasks.delete(id);
  }

  #letGo(): void {
    for (const [id, kept] of this.#tasks) {
      const isOld = kept.untilMs <= this.#now();
      if (!isOld && this.#tasks.size <= KEPT) break;
      this.#tasks.delete(id);
    }
  }
}
