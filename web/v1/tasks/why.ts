import {
  type BoardView,
  explainWaiting,
  fairSentence,
  type FairWait,
  fairWait,
  inFairOrder,
  Refused,
  reservedBefore,
  type Scheduler,
  startsAhead,
  startSentence,
  viewTask,
  waitSentence,
  waysOut,
} from "../../../scheduler/mod.ts";
import { findTask } from "./tasks.ts";

/**
 * Tells why a queued task has not started, as data and as one sentence, when
 * it is expected to, and what would let it start.
 *
 * @throws {Refused} for one that neither is queued nor hangs in its launch.
 */
export async function whyTask(scheduler: Scheduler, id: string) {
  const task = await findTask(scheduler, id);
  const problem = scheduler.launches.hangOf(id);
  if (problem !== null) return launchWaits(id, problem);
  if (task.state.name !== "queued") {
    const why = `Cannot say why task "${id}" waits: it is "${task.state.name}"`;
    throw new Refused("wrong-state", [why]);
  }
  const view = viewTask(task);
  const present = await scheduler.board();
  const { board, first, fair, gone } = await scheduler.read(() => {
    const board = task.spec.nGpus === 0
      ? present
      : inFairOrder(scheduler, present);
    const first = explainWaiting(board, view);
    const fair = fairWait(scheduler, task, first, board.nowMs);
    const gone = first.kind === "dependency"
      ? first.on.filter((on) => !scheduler.state.tasks.has(on))
      : [];
    return { board, first, fair, gone };
  });
  const reason = first.kind === "turn"
    ? reservedBefore(board, view) ?? first
    : first;
  if (fair !== null && reason === first) return fairlyWaits(board, id, fair);
  return {
    id,
    reason,
    sentence: waitSentence(reason, board.nowMs) + notOnRecord(gone),
    start: gone.length > 0 ? null : startOf(board, id),
    waysOut: waysOut(board, view, reason, gone),
  };
}

function notOnRecord(gone: readonly string[]): string {
  const are = gone.length === 1 ? "is" : "are";
  return gone.length === 0 ? "" : `; ${gone.join(", ")} ${are} not on record`;
}

function fairlyWaits(board: BoardView, id: string, reason: FairWait) {
  return {
    id,
    reason,
    sentence: fairSentence(reason),
    start: startOf(board, id),
    waysOut: ["give it a higher priority"],
  };
}

function launchWaits(id: string, problem: string) {
  return {
    id,
    reason: { kind: "launch", problem } as const,
    sentence: `It has its turn, and waits: ${problem}.`,
    start: null,
    waysOut: ["an answer from there", "its end by a person"],
  };
}

function startOf(board: BoardView, id: string) {
  const start = startsAhead(board).get(id);
  if (start === undefined) return null;
  const { atMs, gpus, endMs, runs } = start;
  const basis = runs === null ? { kind: "limits" } : { kind: "learned", runs };
  return { atMs, gpus, endMs, basis, sentence: startSentence(board, start) };
}
