import type { SchedulerState } from "../model/state.ts";
import type { TaskSpec } from "../model/task.ts";
import { HeldBudgets } from "./held_budgets.ts";
import { type Capacity, MachineRoom } from "./machine_room.ts";
import { RunningTags } from "./running_tags.ts";

/** What may run beside what runs, whatever GPUs are free. */
export class Limits {
  readonly #tags: RunningTags;
  readonly #budgets: HeldBudgets;
  readonly #machine: MachineRoom;

  /** Without a capacity the machine has room for all. */
  constructor(state: SchedulerState, capacity: Capacity | null = null) {
    this.#tags = new RunningTags(state);
    this.#budgets = new HeldBudgets(state);
    this.#machine = new MachineRoom(state, capacity);
  }

  /** Tells whether one more task keeps within them. */
  haveRoomFor(spec: TaskSpec): boolean {
    return this.#tags.haveRoomFor(spec) && this.#budgets.haveRoomFor(spec) &&
      this.#machine.hasRoomFor(spec);
  }

  /** Counts one more. */
  add(spec: TaskSpec): void {
    this.#tags.add(spec);
    this.#budgets.add(spec);
    this.#machine.add(spec);
  }

  /**
   * Keeps the cores and memory that a task waits for, or whoever comes behind
   * it would always find less to be enough. Tells whether that is all it
   * waits for; what the machine will never have is kept for nobody.
   */
  keepFor(spec: TaskSpec): boolean {
    const isNext = this.#tags.haveRoomFor(spec) &&
      this.#budgets.haveRoomFor(spec) &&
      !this.#machine.isTooSmallFor(spec);
    if (isNext) this.#machine.add(spec);
    return isNext;
  }
}
