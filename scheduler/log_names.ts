import type { TaskId } from "./model/units.ts";

/** Names the logs of one server life. */
export class LogNames {
  readonly #folder: string;
  /** How many logs each id has; `runner.log` is our own. */
  readonly #made = new Map<TaskId, number>([["runner", 1]]);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A log that nobody wrote to: an id may be used again within a life. */
  next(id: TaskId): string {
    const made = this.#made.get(id) ?? 0;
    this.#made.set(id, made + 1);
    const suffix = made === 0 ? "" : `.${made + 1}`;
    return `${this.#folder}/${id}.log${suffix}`;
  }
}
