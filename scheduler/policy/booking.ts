import type { EpochMs } from "../model/units.ts";

/** A stretch of time for which a task has, or is to have, a GPU. */
export interface Booking {
  readonly fromMs: EpochMs;
  /** Infinity where nobody knows. */
  readonly untilMs: EpochMs;
  /** MiB of its memory, or so much of the machine; `null` for all of it. */
  readonly memoryMiB: number | null;
  /** From how many runs the end is learned; `null` by time limits alone. */
  readonly runs: number | null;
}

/** A stretch of time, and how its end is known. */
export type Stretch = Omit<Booking, "memoryMiB">;

/** Ends do not meet; a wish of no length asks about its moment alone. */
export function overlaps(
  { fromMs, untilMs }: Booking,
  startMs: EpochMs,
  endMs: EpochMs,
): boolean {
  return untilMs > startMs && (fromMs < endMs || fromMs === startMs);
}

/** Whether no more than that is taken within a stretch of time. */
export function takenAtMost(
  lane: readonly Booking[],
  fromMs: EpochMs,
  untilMs: EpochMs,
  most: number,
): boolean {
  const others = lane.filter((one) => overlaps(one, fromMs, untilMs));
  // Most is taken when something begins, or at the start.
  return [fromMs, ...others.map((one) => Math.max(one.fromMs, fromMs))]
    .every((atMs) => takenMiB(others, atMs) <= most);
}

/** How much of all is taken at a moment. */
export function takenMiB(bookings: readonly Booking[], atMs: EpochMs): number {
  return bookings.filter((one) => overlaps(one, atMs, atMs))
    .reduce((sum, { memoryMiB }) => sum + (memoryMiB ?? Infinity), 0);
}
