import type { BoardView } from "./board.ts";
import { byWhen, type ForecastStart } from "./forecast.ts";
import type { TaskId } from "../model/units.ts";
import type { TaskView } from "./task_view.ts";
import { isNever, type QueueOrder, whyWaiting } from "./wait_reason.ts";
import { UNKNOWN, when } from "./words.ts";

/**
 * When a queued task is expected to start, as far as that is known: at the
 * latest, where all that is before it has a time limit.
 */
export function expectedStart(
  board: BoardView,
  task: TaskView,
  starts: ReadonlyMap<TaskId, ForecastStart>,
  order?: QueueOrder,
): string {
  const start = starts.get(task.id);
  if (start !== undefined) return byWhen(start, board.nowMs);
  const reason = whyWaiting(board, task, order);
  switch (reason.kind) {
    case "impossible":
      return "never";
    case "approval":
      return "not approved";
    case "held":
      return "held";
    case "paused":
      return "paused";
    case "notBefore":
      return `≥ ${when(reason.atMs, board.nowMs).replace("today ", "")}`;
    case "gpus":
      return "next";
    case "machine":
      return isNever(reason) ? "never" : UNKNOWN;
    case "budget":
    case "limit":
    case "places":
    case "turn":
    case "reserved":
    case "dependency":
    case "notSaved":
      return UNKNOWN;
  }
}
