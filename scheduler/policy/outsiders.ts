import { type GpuSample, SAMPLE_LIFE_MS } from "../model/gpu.ts";
import type { EpochMs } from "../model/units.ts";

/** How much watched time a verdict takes, in milliseconds. */
const WINDOW_MS = 20_000;

/** Above which mean a GPU is busy; fractions from 0 to 1 of the whole GPU. */
export interface OutsiderThresholds {
  readonly load: number;
  readonly memory: number;
}

/** One known value, a fraction of the whole GPU, from 0 to 1. */
interface Look {
  readonly atMs: EpochMs;
  readonly fraction: number;
}

/** What outsiders were seen to use of one GPU lately. */
export interface OutsiderWindow {
  readonly load: readonly Look[];
  readonly memory: readonly Look[];
}

/** Nothing seen yet, as at the start and after a task of ours. */
export const NOTHING_SEEN: OutsiderWindow = { load: [], memory: [] };

/**
 * Adds a sample to the window.
 *
 * While we hold the GPU nothing is learned about others, and the window begins
 * anew when we let go: our own use never counts, not even as an echo. A value
 * that could not be read adds nothing, for unknown is not idle.
 */
export function watchOutsiders(
  window: OutsiderWindow,
  sample: GpuSample,
  heldByUs: boolean,
): OutsiderWindow {
  if (heldByUs) return NOTHING_SEEN;
  return {
    load: extend(window.load, sample.sampledAtMs, outsiderLoad(sample)),
    memory: extend(window.memory, sample.sampledAtMs, outsiderMemory(sample)),
  };
}

/**
 * Whether others use the GPU: their mean load or mean share of its memory,
 * over the whole window, is above the threshold. A shorter history is no
 * verdict, and an interruption of the readings keeps the last one.
 */
export function isBusy(
  { load, memory }: OutsiderWindow,
  thresholds: OutsiderThresholds,
): boolean {
  return (meanOf(load) ?? 0) > thresholds.load ||
    (meanOf(memory) ?? 0) > thresholds.memory;
}

/**
 * Load is measured for the whole GPU. It is all theirs unless a process of
 * ours is there, which nothing can tell apart.
 */
function outsiderLoad({ utilizationPercent, processes }: GpuSample) {
  const ours = processes?.filter(({ taskId }) => taskId !== null) ?? [];
  if (ours.length === 0) {
    return utilizationPercent === null ? null : utilizationPercent / 100;
  }
  return ours.length === processes!.length ? 0 : null;
}

/**
 * All used memory but ours. The sum over their listed processes would miss
 * graphics and whoever lives in another container; it serves where the total
 * cannot be read.
 */
function outsiderMemory(sample: GpuSample): number | null {
  const { memoryUsedMiB, memoryTotalMiB, processes } = sample;
  if (memoryTotalMiB === null || memoryTotalMiB <= 0) return null;
  const sum = (ours: boolean) =>
    processes
      ?.filter(({ taskId }) => (taskId !== null) === ours)
      .reduce<number | null>(
        (sum, it) =>
          sum === null || it.memoryUsedMiB === null
            ? null
            : sum + it.memoryUsedMiB,
        0,
      ) ?? null;
  const ours = processes === null ? 0 : sum(true);
  const theirs = memoryUsedMiB === null
    ? sum(false)
    : ours === null
    ? null
    : Math.max(0, memoryUsedMiB - ours);
  return theirs === null ? null : theirs / memoryTotalMiB;
}

/** Keeps as many of the newest looks as make a full window. */
function extend(
  looks: readonly Look[],
  atMs: EpochMs,
  fraction: number | null,
): readonly Look[] {
  const last = looks.at(-1);
  if (fraction === null || (last && atMs <= last.atMs)) return looks;
  const next = [...looks, { atMs, fraction }];
  let watchedMs = 0;
  for (let i = next.length - 1; i > 0; i--) {
    watchedMs += heldMs(next, i - 1);
    if (watchedMs >= WINDOW_MS) return next.slice(i - 1);
  }
  return next;
}

/** The mean over time; `null` before a whole window has been watched. */
function meanOf(looks: readonly Look[]): number | null {
  let watchedMs = 0;
  let sum = 0;
  for (let i = 0; i < looks.length - 1; i++) {
    watchedMs += heldMs(looks, i);
    sum += looks[i]!.fraction * heldMs(looks, i);
  }
  return watchedMs >= WINDOW_MS ? sum / watchedMs : null;
}

/** How long a look speaks for: until the next, and never past its life. */
function heldMs(looks: readonly Look[], i: number): number {
  return Math.min(looks[i + 1]!.atMs - looks[i]!.atMs, SAMPLE_LIFE_MS);
}
