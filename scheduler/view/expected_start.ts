import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { whyWaiting } from "./wait_reason.ts";
import { UNKNOWN, when } from "./words.ts";

/**
 * When a queued task is expected to start, as far as that is known: no
 * running task tells when it ends, so nothing that waits for one has a time.
 */
export function expectedStart(board: BoardView, task: TaskView): string {
  const reason = whyWaiting(board, task);
  switch (reason.kind) {
    case "impossible":
      return "never";
    case "held":
      return "held";
    case "notBefore":
      return `≥ ${when(reason.atMs, board.nowMs).replace("today ", "")}`;
    case "gpus":
      return "next";
    case "places":
    case "turn":
    case "dependency":
    case "notSaved":
      return UNKNOWN;
  }
}
