import { PLAIN_DRAIN } from "../../scheduler/model/drain.ts";
import {
  captureSnapshot,
  snapshotText,
} from "../../scheduler/adapters/encode_snapshot.ts";
import {
  emptyState,
  placeTask,
  type SchedulerState,
} from "../../scheduler/model/state.ts";
import type { Task, TaskState } from "../../scheduler/model/task.ts";

/** How many tasks a long past has. */
export interface PastOptions {
  readonly ended?: number;
  /** They want a GPU each, and every GPU is switched off: none starts. */
  readonly queued?: number;
  /** When the latest of them ended. */
  readonly nowMs?: number;
}

const STEMS = [
  ["vit-b16-imagenet", "vit"],
  ["resnet50-lr-sweep", "lr"],
  ["llama3-8b-lora", "llama"],
  ["whisper-large-nl", "asr"],
  ["laion-shards-prep", null],
] as const;
const BETWEEN_MS = 11 * 60_000;
const GPUS = 8;

/** The id of a task of {@linkcode aLongPast}, by its number from 1. */
export function pastId(number: number): string {
  const [stem] = STEMS[number % STEMS.length]!;
  return `${stem}-${String(number).padStart(5, "0")}`;
}

/**
 * What an earlier server life may leave after months: ended tasks, the
 * highest number the latest, one every eleven minutes; of 20, two failed and
 * one was terminated. Those of one stem share a tag.
 */
export function aLongPast(
  { ended = 10_000, queued = 0, nowMs = Date.now() }: PastOptions = {},
): SchedulerState {
  const state = emptyState();
  for (let gpu = 0; queued > 0 && gpu < GPUS; gpu++) {
    state.drains.set(gpu, PLAIN_DRAIN);
  }
  for (let number = 1; number <= ended; number++) {
    placeTask(state, endedTask(number, nowMs - (ended - number) * BETWEEN_MS));
  }
  for (let number = ended + 1; number <= ended + queued; number++) {
    placeTask(state, queuedTask(number, nowMs));
  }
  return state;
}

/** Writes a state as the recovery file that a start begins from. */
export function recoveryText(state: SchedulerState, savedAtMs: number): string {
  const meta = { sessionId: `${savedAtMs}-01234567`, savedAtMs, seq: 1 };
  return [...snapshotText(captureSnapshot(state, meta))].join("");
}

function queuedTask(number: number, atMs: number): Task {
  const [stem, tag] = STEMS[number % STEMS.length]!;
  return {
    id: pastId(number),
    spec: {
      command: `python train.py --run ${stem} --seed ${number}`,
      nGpus: 1,
      envar: { seed: number, "ant_wd": "./" },
      tags: tag === null ? [] : [tag],
      options: {},
      runnerEnvar: {},
    },
    state: { name: "queued" },
    sinceMs: atMs,
    submittedAtMs: atMs,
    attempt: 0,
    startedAtMs: null,
    endedAtMs: null,
    lastGpus: null,
    logFile: null,
    turn: number,
    notBeforeMs: null,
    pending: [],
    earlier: [],
  };
}

function endedTask(number: number, endedAtMs: number): Task {
  const startedAtMs = endedAtMs - (1 + number % 9) * 60_000;
  return {
    ...queuedTask(number, startedAtMs),
    state: endOf(number),
    sinceMs: endedAtMs,
    attempt: 1,
    startedAtMs,
    endedAtMs,
    lastGpus: [number % GPUS],
    logFile: `logs/earlier/${pastId(number)}.log`,
  };
}

function endOf(number: number): TaskState {
  switch (number % 20) {
    case 3:
      return { name: "failed", failure: { kind: "exit", code: 1 } };
    case 11:
      return { name: "failed", failure: { kind: "exit", code: 137 } };
    case 17:
      return { name: "terminated" };
    default:
      return { name: "succeeded" };
  }
}
