import type { History } from "./histories.ts";

/** The stretch of time that charts show. */
export interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A value at its time; `null` leaves a gap. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number | null;
}

/** More than this many points are more than a small chart has pixels. */
const MAX_POINTS = 360;

/**
 * The part of a history within a span. Where that is too much, each point
 * is the mean of a piece of time; pieces begin at whole multiples of their
 * length, so that a line moves on without changing its shape.
 */
export function chartPoints(
  timesMs: readonly number[],
  values: History,
  { fromMs, toMs }: ChartSpan,
): readonly ChartPoint[] {
  // One point before the span lets the line reach its edge.
  const first = Math.max(0, timesMs.findIndex((atMs) => atMs >= fromMs) - 1);
  const points = timesMs.slice(first)
    .map((x, i) => ({ x, y: values[first + i] ?? null }));
  if (points.length <= MAX_POINTS) return points;
  const pieceMs = Math.ceil((toMs - fromMs) / MAX_POINTS);
  const pieces = Map.groupBy(points, ({ x }) => Math.floor(x / pieceMs));
  return [...pieces].map(([piece, within]) => ({
    x: (piece + .5) * pieceMs,
    y: meanOf(within),
  }));
}

/** A moment of the past that is pointed at. */
export interface PastPoint {
  /** Its place among the slots. */
  readonly slot: number;
  /** Where it lies in the span, from 0 to 1. */
  readonly share: number;
}

/** Pointing this much of a span beside a slot still means it. */
const REACH = .03;

/** The slot that a pointer means; `null` where there is none near it. */
export function pointAt(
  timesMs: readonly number[],
  { fromMs, toMs }: ChartSpan,
  share: number,
): PastPoint | null {
  const spanMs = toMs - fromMs;
  const atMs = fromMs + share * spanMs;
  const slot = nearestSlot(timesMs, atMs);
  const nearMs = timesMs[slot];
  if (nearMs === undefined || Math.abs(nearMs - atMs) > REACH * spanMs) {
    return null;
  }
  const exact = (nearMs - fromMs) / spanMs;
  return { slot, share: Math.min(1, Math.max(0, exact)) };
}

function nearestSlot(timesMs: readonly number[], atMs: number): number {
  const after = timesMs.findIndex((timeMs) => timeMs >= atMs);
  if (after <= 0) return after === 0 ? 0 : timesMs.length - 1;
  const isBefore = atMs - timesMs[after - 1]! < timesMs[after]! - atMs;
  return isBefore ? after - 1 : after;
}

function meanOf(points: readonly ChartPoint[]): number | null {
  const known = points.map(({ y }) => y).filter((y) => y !== null);
  return known.length === 0
    ? null
    : known.reduce((a, b) => a + b) / known.length;
}
