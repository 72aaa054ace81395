import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { waitReason } from "./wait_words.ts";

/** Where a task stands in the queue, and what it waits for. */
export interface QueueWait {
  /** From 1; `null` beyond what a board carries. */
  readonly place: number | null;
  readonly of: number;
  readonly why: string;
}

/** Tells how a queued task waits. */
export function queueWait(board: BoardView, task: TaskView): QueueWait {
  const at = board.queued.findIndex(({ id }) => id === task.id);
  return {
    place: at < 0 ? null : at + 1,
    of: board.counts.queued,
    why: waitReason(board, task),
  };
}
