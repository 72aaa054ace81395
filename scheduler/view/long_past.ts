import type { BoardView, GpuView } from "./board.ts";
import type { HistoriesView, History } from "./histories.ts";

/** What was measured of one GPU, oldest first. */
export interface GpuPast {
  /** The physical index. */
  readonly index: number;
  readonly loadPercent: History;
  readonly memoryGiB: History;
  readonly powerWatts: History;
  readonly temperatureCelsius: History;
}

/** What was measured of the machine, oldest first. */
export interface MeasuredPast {
  readonly cpuPercent: History;
  readonly ramGiB: History;
  readonly gpus: readonly GpuPast[];
}

/** The past as the server tells it: slots at even distances. */
export interface SentPast extends MeasuredPast {
  /** When the newest slot was measured. */
  readonly atMs: number;
  readonly intervalMs: number;
  /** How many slots the server keeps. */
  readonly size: number;
  /** The weight of a new reading in the moving average that was sent. */
  readonly smoothing: number;
}

/** The past with a time for each slot, so that it can grow unevenly. */
export interface LongPast extends MeasuredPast {
  readonly timesMs: readonly number[];
  /** How far back it reaches. */
  readonly spanMs: number;
  readonly intervalMs: number;
  readonly smoothing: number;
}

/** What {@linkcode sendPast} is told beside the curves. */
export type PastFacts =
  & Pick<SentPast, "atMs" | "intervalMs" | "size" | "smoothing">
  & {
    /** The physical indices, in the order of the curves. */
    readonly gpus: readonly number[];
    /** How many of the newest slots were measured, and are wanted. */
    readonly slots: number;
  };

/** As many slots as a page keeps: an hour of seconds. */
export const MAX_SLOTS = 3_600;
/** Silence shorter than this, or than three slots, leaves no gap. */
const GAP_MS = 5_000;
/** Readings this much nearer than a slot still fill one of their own. */
const EARLY = .9;

/** Takes from the curves what was really measured. */
export function sendPast(
  histories: HistoriesView,
  { gpus, slots, ...facts }: PastFacts,
): SentPast {
  const newest = (history: History | undefined): History =>
    slots === 0 ? [] : (history ?? []).slice(-slots);
  return {
    ...facts,
    cpuPercent: newest(histories.cpu_usage),
    ramGiB: newest(histories.ram_usage),
    gpus: gpus.map((index, place) => ({
      index,
      loadPercent: newest(histories.gpu_usage[place]),
      memoryGiB: newest(histories.gpu_memory[place]),
      powerWatts: newest(histories.gpu_power_draw[place]),
      temperatureCelsius: newest(histories.gpu_temperature[place]),
    })),
  };
}

/** How far back a page can show what the server keeps. */
export function spanOf(size: number, intervalMs: number): number {
  return Math.min(size, MAX_SLOTS) * intervalMs;
}

/** Gives each slot its time. */
export function openPast(sent: SentPast): LongPast {
  const { atMs, intervalMs, size, ...measured } = sent;
  const newest = sent.cpuPercent.length - 1;
  return {
    ...measured,
    intervalMs,
    spanMs: spanOf(size, intervalMs),
    timesMs: sent.cpuPercent.map((_, i) => atMs - (newest - i) * intervalMs),
  };
}

/**
 * Adds what a board measures; the past itself stays. The moving average goes
 * on where the server's ended, and a long silence becomes a gap.
 */
export function addToLongPast(past: LongPast, board: BoardView): LongPast {
  const { timesMs, intervalMs, smoothing } = past;
  const lastMs = timesMs.at(-1) ?? -Infinity;
  const silentMs = board.nowMs - lastMs;
  if (silentMs < intervalMs * EARLY) return past;
  const isGap = Number.isFinite(silentMs) &&
    silentMs > Math.max(GAP_MS, 3 * intervalMs);
  const added = isGap ? [lastMs + intervalMs, board.nowMs] : [board.nowMs];
  const times = [...timesMs, ...added];
  const drop = times.findIndex((atMs) => atMs > board.nowMs - past.spanMs);
  const add = (history: History, value: number | null): History => {
    const last = isGap ? null : history.at(-1) ?? null;
    const next = last === null || value === null
      ? value
      : last + smoothing * (value - last);
    return [...history, ...isGap ? [null] : [], next].slice(drop);
  };
  const { host, gpus } = board;
  return {
    ...past,
    timesMs: times.slice(drop),
    cpuPercent: add(past.cpuPercent, host.cpuPercent),
    ramGiB: add(past.ramGiB, host.ramUsedGiB),
    gpus: past.gpus.map((gpu) =>
      addToGpu(gpu, gpus.find(({ index }) => index === gpu.index), add)
    ),
  };
}

function addToGpu(
  past: GpuPast,
  gpu: GpuView | undefined,
  add: (history: History, value: number | null) => History,
): GpuPast {
  const usedMiB = gpu?.memoryUsedMiB ?? null;
  return {
    index: past.index,
    loadPercent: add(past.loadPercent, gpu?.utilizationPercent ?? null),
    memoryGiB: add(past.memoryGiB, usedMiB === null ? null : usedMiB / 1024),
    powerWatts: add(past.powerWatts, gpu?.powerDrawWatts ?? null),
    temperatureCelsius: add(
      past.temperatureCelsius,
      gpu?.temperatureCelsius ?? null,
    ),
  };
}
