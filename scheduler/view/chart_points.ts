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

/** The place of the slot nearest to that time; -1 where there is none. */
export function nearestSlot(timesMs: readonly number[], atMs: number): number {
  let best = -1;
  for (const [place, time] of timesMs.entries()) {
    const before = timesMs[best];
    if (
      before === undefined || Math.abs(time - atMs) <= Math.abs(before - atMs)
    ) best = place;
  }
  return best;
}

function meanOf(points: readonly ChartPoint[]): number | null {
  const known = points.map(({ y }) => y).filter((y) => y !== null);
  return known.length === 0
    ? null
    : known.reduce((a, b) => a + b) / known.length;
}
