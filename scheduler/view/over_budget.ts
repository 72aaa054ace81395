import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What of a task tells its submitter's budget. */
export type Budgeted = Pick<TaskView, "submitter" | "budgetGpus">;

/** Its submitter's tasks hold too many GPUs for one more to start. */
export interface OverBudget {
  readonly kind: "budget";
  readonly of: string;
  readonly gpus: number;
  readonly held: number;
}

/** Tells whether its submitter's budget keeps a task waiting. */
export function overBudget(
  { active }: BoardView,
  { submitter, budgetGpus, nGpus }: Budgeted & Pick<TaskView, "nGpus">,
): OverBudget | null {
  if (submitter === undefined || budgetGpus === undefined) return null;
  const held = active.filter((task) => task.submitter === submitter)
    .reduce((sum, { gpus }) => sum + gpus.length, 0);
  if (nGpus === 0 || held + nGpus <= budgetGpus) return null;
  return { kind: "budget", of: submitter, gpus: budgetGpus, held };
}
