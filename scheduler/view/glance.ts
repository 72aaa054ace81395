import type { BoardView, GpuView } from "./board.ts";
import { endLine } from "./task_words.ts";
import { age, counted, gpuNames, when } from "./words.ts";
import { waitReason } from "./wait_words.ts";

/** One answer: a number, its noun, and the reason behind it. */
export interface Answer {
  readonly count: number;
  readonly noun: string;
  readonly reason: string;
}

/** The four questions that a glance answers. */
export interface Glance {
  readonly running: Answer;
  readonly free: Answer;
  readonly queued: Answer;
  readonly failed: Answer;
}

/** Answers what a person comes to ask. */
export function glance(board: BoardView): Glance {
  return {
    running: running(board),
    free: free(board),
    queued: queued(board),
    failed: failed(board),
  };
}

function running({ active, counts, nowMs }: BoardView): Answer {
  const longest = active.find(({ startedAtMs }) => startedAtMs !== null);
  const reason = longest?.startedAtMs
    ? `longest for ${age(nowMs - longest.startedAtMs)}`
    : counts.active > 0
    ? "starting now"
    : "nothing runs";
  return { count: counts.active, noun: "running", reason };
}

function free({ gpus, queued }: BoardView): Answer {
  const idle = gpus.filter(({ status }) => status === "free");
  const noun = idle.length === 1 ? "GPU free" : "GPUs free";
  return { count: idle.length, noun, reason: whyFree(gpus, idle, queued) };
}

function whyFree(
  gpus: readonly GpuView[],
  idle: readonly GpuView[],
  queued: BoardView["queued"],
): string {
  if (gpus.length === 0) return "this machine has none";
  if (idle.length === 0) return `all ${gpus.length} are taken or unusable`;
  const names = idle.length === gpus.length && idle.length > 1
    ? `all ${gpus.length}`
    : gpuNames(idle.map(({ index }) => index));
  const next = queued.find(({ nGpus }) => nGpus > 0);
  return next === undefined
    ? names
    : `${names}; the next task needs ${next.nGpus}`;
}

function queued(board: BoardView): Answer {
  const [first] = board.queued;
  const reason = first === undefined
    ? "nothing waits"
    : `next ${waitReason(board, first)}`;
  return { count: board.counts.queued, noun: "queued", reason };
}

function failed({ ended, counts, nowMs }: BoardView): Answer {
  const last = counts.failed === 0
    ? undefined
    : ended.find(({ state }) => state === "failed" || state === "lost");
  const reason = last?.endedAtMs
    ? `last ${when(last.endedAtMs, nowMs)}: ${endLine(last)}`
    : counts.ended === 0
    ? "nothing has ended yet"
    : `of ${counted(counts.ended, "task")} on record`;
  return { count: counts.failed, noun: "failed in 24 h", reason };
}
