import type { SchedulerState } from "../model/state.ts";
import type { TaskSpec } from "../model/task.ts";

/** Counts running tasks by tag, once somebody asks. */
export class RunningTags {
  readonly #state: SchedulerState;
  readonly #added: string[] = [];
  #counts: Map<string, number> | null = null;

  constructor(state: SchedulerState) {
    this.#state = state;
  }

  /** Tells whether one more task keeps within its limit. */
  haveRoomFor({ options: { atMost } }: TaskSpec): boolean {
    if (atMost === undefined) return true;
    return (this.#all().get(atMost.tag) ?? 0) < atMost.count;
  }

  /** Counts one more. */
  add({ tags }: TaskSpec): void {
    if (this.#counts === null) this.#added.push(...tags);
    else for (const tag of tags) this.#bump(this.#counts, tag);
  }

  #all(): Map<string, number> {
    if (this.#counts !== null) return this.#counts;
    const { active, tasks } = this.#state;
    const counts = new Map<string, number>();
    for (const id of active) {
      for (const tag of tasks.get(id)!.spec.tags) this.#bump(counts, tag);
    }
    for (const tag of this.#added) this.#bump(counts, tag);
    return this.#counts = counts;
  }

  #bump(counts: Map<string, number>, tag: string): void {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
}
