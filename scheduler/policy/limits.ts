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
  /** What tasks may claim of the machine; `null` for no bounds. */
  readonly capacity: Capacity | null;

  /** Without a capacity the machine has room for all. */
  constructor(state: SchedulerState, capacity: Capacity | null = null) {
    this.#tags = new RunningTags(state);
    this.#budgets = new HeldBudgets(state);
    this.#machine = new MachineRoom(state, capacity);
    this.capacity = capacity;
  }

  /** Tells whether one more task keeps within them. */
  haveRoomFor(spec: TaskSpec): boolean {
    return this.areOpenTo(spec) && this.#machine.hasRoomFor(spec);
  }

  /** The same whatever is left of cores and memory: that comes by itself. */
  areOpenTo(spec: TaskSpec): boolean {
    return this.#tags.haveRoomFor(spec) && this.#budgets.haveRoomFor(spec);
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
    const isNext = this.areOpenTo(spec) && this.isEnoughFor(spec);
    if (isNext) this.#machine.add(spec);
    return isNext;
  }

  /** Tells whether the machine is large enough for what a task claims. */
  isEnoughFor(spec: TaskSpec): boolean {
    return !this.#machine.isTooSmallFor(spec);
  }
}
