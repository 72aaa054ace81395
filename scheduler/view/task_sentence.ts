import type { TaskView } from "./task_view.ts";

/** Says where a task stands now, for the server's own log. */
export function taskSentence(task: TaskView) {
  const { id, state, gpus, attempt, end, makesWayFor } = task;
  const way = makesWayFor === undefined ? "" : `, makes way for ${makesWayFor}`;
  const where = gpus.length === 0 ? "" : ` on GPU ${gpus.join(",")}`;
  const nth = attempt > 1 ? `, attempt ${attempt}` : "";
  const why = end?.cause == null ? "" : `: ${end.cause}`;
  return `Task "${id}" is ${state}${end === null ? where + nth + way : why}`;
}
