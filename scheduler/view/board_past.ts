import type { BoardView } from "./board.ts";
import type { History } from "./histories.ts";

/** The recent past that small curves on the board show. */
export interface BoardPast {
  /** Percent, one history for each GPU, by its position. */
  readonly loads: readonly History[];
  readonly cpuPercent: History;
  readonly ramGiB: History;
  /** When the last slot was added. */
  readonly atMs: number;
}

/** Slots in a small curve. */
export const PAST_SLOTS = 60;

/** Readings nearer than this belong to the same slot. */
const SLOT_MS = 900;

/** Adds what a board measures as a new slot; the past itself stays. */
export function addToPast(past: BoardPast, board: BoardView): BoardPast {
  const { gpus, host, nowMs } = board;
  if (nowMs - past.atMs < SLOT_MS) return past;
  return {
    loads: gpus.map((gpu) =>
      added(past.loads[gpu.position] ?? [], gpu.utilizationPercent)
    ),
    cpuPercent: added(past.cpuPercent, host.cpuPercent),
    ramGiB: added(past.ramGiB, host.ramUsedGiB),
    atMs: nowMs,
  };
}

/**
 * Keeps the newest slots of a longer history, and of those the ones that were
 * read: it is filled up with its first value, which nobody measured so often.
 */
export function shortened(history: History, readSlots: number): History {
  const newest = history.slice(-PAST_SLOTS);
  const firstRead = newest.length - readSlots;
  return newest.map((value, slot) => slot < firstRead ? null : value);
}

function added(history: History, value: number | null): History {
  return [...history, value].slice(-PAST_SLOTS);
}
