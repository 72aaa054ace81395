import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What waits for a person's word: some of it, and how much there is. */
export interface ApprovalsView {
  readonly tasks: readonly TaskView[];
  readonly total: number;
}

/**
 * What waits for approval by the newest board. That has the head of the queue;
 * of what stands behind it, the page knows what was there when it was made,
 * less what has come into the head since: `seen` gathers their ids.
 */
export function approvalsNow(
  given: ApprovalsView,
  { queued, counts }: Pick<BoardView, "queued" | "counts">,
  seen: Set<string>,
): ApprovalsView {
  for (const { id } of queued) seen.add(id);
  const ahead = queued.filter(({ approval }) => approval !== undefined);
  if (queued.length >= counts.queued) {
    return { tasks: ahead, total: ahead.length };
  }
  const behind = given.tasks.filter(({ id }) => !seen.has(id));
  const unnamed = given.total - given.tasks.length;
  const tasks = [...ahead, ...behind];
  return { tasks, total: tasks.length + unnamed };
}
