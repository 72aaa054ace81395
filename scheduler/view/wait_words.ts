import type { BoardView } from "./board.ts";
import { basisWords, byWhen, type ForecastStart } from "./forecast.ts";
import {
  type GpuObstacle,
  type QueueOrder,
  type Waiting,
  type WaitReason,
  whyWaiting,
} from "./wait_reason.ts";
import { shortageWords } from "./claims.ts";
import { drainWords } from "./drain_words.ts";
import { pauseWords } from "./pause_words.ts";
import { gigabytes, gpuCount, gpuNames, when } from "./words.ts";

/** Why a queued task has not started, in a few words. */
export function waitReason(
  board: BoardView,
  task: Waiting,
  order?: QueueOrder,
): string {
  return shortly(whyWaiting(board, task, order), board.nowMs);
}

/** The same as a whole sentence, with every GPU that stands in the way. */
export function waitSentence(reason: WaitReason, nowMs: number): string {
  if (reason.kind !== "gpus") return sentence(shortly(reason, nowMs));
  const parts = [
    shortly(reason, nowMs),
    ...reason.obstacles.map((one) => obstacle(one, nowMs)),
  ];
  return sentence(parts.join("; "));
}

/** When it is expected to start, where, and how that is known. */
export function startSentence(
  { nowMs }: BoardView,
  start: ForecastStart,
): string {
  const where = gpuNames(start.gpus);
  const basis = basisWords(start.runs);
  return `Starts ${byWhen(start, nowMs)} on ${where}, ${basis}`;
}

function shortly(reason: WaitReason, nowMs: number): string {
  switch (reason.kind) {
    case "notSaved":
      return `held back: ${reason.problem}`;
    case "approval":
      return "waits for approval";
    case "budget":
      return `${reason.of} holds ${gpuCount(reason.held)} of the ` +
        `${reason.gpus} it may`;
    case "held":
      return "held until it is released";
    case "paused":
      return pauseWords(reason, nowMs);
    case "dependency": {
      const [first, ...others] = reason.on;
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      const to = reason.anyEnd.includes(first!) ? "end" : "succeed";
      return `waits for ${first}${more} to ${to}`;
    }
    case "notBefore":
      return reason.attempt === null
        ? `starts no sooner than ${when(reason.atMs, nowMs)}`
        : `attempt ${reason.attempt} from ${when(reason.atMs, nowMs)} on`;
    case "impossible":
      return `can not start: needs ${gpuCount(reason.needs)}, ` +
        `${reason.usable} can be used`;
    case "limit":
      return `${reason.count} with #${reason.tag} run, as many as it allows`;
    case "machine":
      return shortageWords(reason);
    case "places":
      return "waits for a place among the tasks without GPUs";
    case "turn":
      return reason.itsGpus === 0
        ? `after ${reason.behind}`
        : `after ${reason.behind}, which needs ${gpuCount(reason.itsGpus)}`;
    case "reserved":
      return `GPUs are reserved for ${reason.behind} from ` +
        `${when(reason.atMs, nowMs).replace("today ", "")} on`;
    case "gpus":
      return `needs ${gpuCount(reason.needs)}, ${reason.free.length} free`;
  }
}

function obstacle(one: GpuObstacle, nowMs: number): string {
  const gpu = `GPU ${one.gpu}`;
  switch (one.kind) {
    case "held":
      return `${gpu} is held by ${one.by.join(", ")}`;
    case "disabled":
      return `${gpu} is ${drainWords(one.drain, nowMs)}`;
    case "busy": {
      const [who] = one.outsiders;
      return who === undefined
        ? `${gpu} is used by others`
        : `${gpu} is used by pid ${who.pid} ` +
          [who.user, who.command].filter((word) => word !== null).join(" ");
    }
    case "unknown":
      return `${gpu} can not be read: ${one.reason}`;
    case "share":
      return `${gpu} has ${gigabytes(one.roomMiB)} GB left beside ${
        one.by.join(", ")
      }`;
    case "memory":
      return `${gpu} has ${gigabytes(one.freeMiB)} GB free`;
  }
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
