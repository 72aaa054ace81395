import type { SchedulerState } from "../model/state.ts";
import type { TaskSpec } from "../model/task.ts";

/** Counts running tasks by tag, those that a plan adds among them. */
export class RunningTags {
  readonly #state: SchedulerState;
  readonly #added = new Map<string, number>();

  constructor(state: SchedulerState) {
    this.#state = state;
  }

  /** Tells whether one more task keeps within its limit. */
  haveRoomFor({ options: { atMost } }: TaskSpec): boolean {
    if (atMost === undefined) return true;
    const { count, tag } = atMost;
    const at = this.#state.tags.counts(tag);
    const running = (at?.get("starting") ?? 0) + (at?.get("running") ?? 0) +
      (at?.get("stopping") ?? 0);
    return running + (this.#added.get(tag) ?? 0) < count;
  }

  /** Counts one more. */
  add({ tags }: TaskSpec): void {
    for (const tag of tags) {
      this.#added.set(tag, (this.#added.get(tag) ?? 0) + 1);
    }
  }
}
