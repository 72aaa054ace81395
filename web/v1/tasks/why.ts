import {
  Refused,
  type Scheduler,
  viewTask,
  waitSentence,
  waysOut,
  whyWaiting,
} from "../../../scheduler/mod.ts";
import { findTask } from "./tasks.ts";

/**
 * Tells why a queued task has not started: as data, as one sentence, and what
 * would let it start.
 *
 * @throws {Refused} for one that is not queued.
 */
export async function whyTask(scheduler: Scheduler, id: string) {
  const task = await findTask(scheduler, id);
  if (task.state.name !== "queued") {
    const why = `Cannot say why task "${id}" waits: it is "${task.state.name}"`;
    throw new Refused("wrong-state", [why]);
  }
  const board = await scheduler.board();
  const reason = whyWaiting(board, viewTask(task));
  return {
    id,
    reason,
    sentence: waitSentence(reason, board.nowMs),
    waysOut: waysOut(reason),
  };
}
