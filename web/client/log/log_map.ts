import type { LinePoint } from "./log_shown.ts";

/** So many places are told apart on a map. */
const ROWS = 200;

/** Where points lie in a log, as shares of it, each place once. */
export function mapPlaces(
  points: readonly LinePoint[],
  size: number,
): readonly number[] {
  const rows = new Set(
    points.map(({ byte }) =>
      Math.min(ROWS - 1, Math.floor(byte / size * ROWS))
    ),
  );
  return [...rows].map((row) => row / ROWS);
}
