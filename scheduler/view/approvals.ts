import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What waits for a person's word: some of it, and how much there is. */
export interface ApprovalsView {
  readonly tasks: readonly TaskView[];
  readonly total: number;
}

/** More than these nobody decides on one by one. */
export const APPROVALS_SHOWN = 50;

/** What a page knows beside the newest board. */
export interface ApprovalsMemory {
  /** What waited when the page was made; of no use once all was seen. */
  given: ApprovalsView;
  /** The ids that have stood in the head of the queue since. */
  readonly seen: Set<string>;
}

const NONE: ApprovalsView = { tasks: [], total: 0 };

/**
 * What waits for approval by the newest board. That has the head of the queue;
 * of what stands behind it, the page knows what was there when it was made,
 * less what has come into the head since. A board that has the whole queue
 * leaves nothing to know beside it, then and later.
 */
export function approvalsNow(
  memory: ApprovalsMemory,
  { queued, counts }: Pick<BoardView, "queued" | "counts">,
): ApprovalsView {
  if (queued.length >= counts.queued) memory.given = NONE;
  const { given, seen } = memory;
  for (const { id } of queued) seen.add(id);
  const ahead = queued.filter(({ approval }) => approval !== undefined);
  const behind = given.tasks.filter(({ id }) => !seen.has(id));
  const wanted = new Set(ahead.map(({ id }) => id));
  const decided = given.tasks.filter(({ id }) =>
    seen.has(id) && !wanted.has(id)
  );
  const tasks = [...ahead, ...behind];
  return {
    tasks: tasks.slice(0, APPROVALS_SHOWN),
    total: Math.max(tasks.length, given.total - decided.length),
  };
}
