import type { SchedulerState } from "../model/state.ts";
import { heldShares, type TaskSpec } from "../model/task.ts";

/** Counts the GPUs that submitters' tasks hold, once somebody asks. */
export class HeldBudgets {
  readonly #state: SchedulerState;
  readonly #added: TaskSpec[] = [];
  #held: Map<string, number> | null = null;

  constructor(state: SchedulerState) {
    this.#state = state;
  }

  /** Tells whether one more task keeps within its submitter's budget. */
  haveRoomFor({ nGpus, budget }: TaskSpec): boolean {
    if (budget === undefined || nGpus === 0) return true;
    return (this.#all().get(budget.of) ?? 0) + nGpus <= budget.gpus;
  }

  /** Counts one more. */
  add(spec: TaskSpec): void {
    if (this.#held === null) this.#added.push(spec);
    else bump(this.#held, spec.budget?.of, spec.nGpus);
  }

  #all(): Map<string, number> {
    if (this.#held !== null) return this.#held;
    const { holding, tasks } = this.#state;
    const held = new Map<string, number>();
    for (const id of holding) {
      const task = tasks.get(id)!;
      bump(held, task.submitter, heldShares(task).length);
    }
    for (const { budget, nGpus } of this.#added) bump(held, budget?.of, nGpus);
    return this.#held = held;
  }
}

function bump(
  held: Map<string, number>,
  name: string | undefined,
  gpus: number,
): void {
  if (name !== undefined) held.set(name, (held.get(name) ?? 0) + gpus);
}
