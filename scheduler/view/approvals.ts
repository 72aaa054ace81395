import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What waits for a person's word: some of it, and how much there is. */
export interface ApprovalsView {
  readonly tasks: readonly TaskView[];
  readonly total: number;
}

/** More than these nobody decides on one by one. */
export const APPROVALS_SHOWN = 50;

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
  const isWhole = queued.length >= counts.queued;
  const behind = given.tasks.filter(({ id }) => !isWhole && !seen.has(id));
  const tasks = [...ahead, ...behind];
  const least = isWhole ? 0 : given.total;
  return {
    tasks: tasks.slice(0, APPROVALS_SHOWN),
    total: Math.max(tasks.length, least),
  };
}
