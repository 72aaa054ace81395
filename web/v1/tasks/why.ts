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
  type WaitReason,
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
  const sentence = waitSentence(reason, board.nowMs);
  if (gone.length > 0) return waitsForGone(id, reason, sentence, gone);
  return {
    id,
    reason,
    sentence,
    start: startOf(board, id),
    waysOut: waysOut(board, view, reason),
  };
}

/** As when a task was brought back from an earlier life, and they were not. */
function waitsForGone(
  id: string,
  reason: WaitReason,
  sentence: string,
  gone: readonly string[],
) {
  const names = gone.join(", ");
  const are = gone.length === 1 ? "is" : "are";
  return {
    id,
    reason,
    sentence: `${sentence}; ${names} ${are} not on record`,
    start: null,
    waysOut: [`bring back ${names}`, "take the dependency away"],
  };
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
