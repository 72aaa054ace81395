import type { StateName } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import { type PlanAxis, toHundredth } from "./plan_axis.ts";

/** What a stretch of time on a GPU is. */
export type PlanKind =
  | "ours"
  | "outsider"
  | "disabled"
  | "unknown"
  | "ended"
  | "planned";

/** One stretch of time on neighboring GPUs. */
export interface PlanBlock {
  readonly key: string;
  readonly kind: PlanKind;
  /** The first of its rows, from 0. */
  readonly row: number;
  readonly rows: number;
  /** How its right end is known; absent where nobody knows it. */
  readonly end?: "limited" | "learned";
  /** In percent of the axis. */
  readonly left: number;
  readonly width: number;
  /** How much of the block lies behind, in percent of the block. */
  readonly behind: number;
  /** The task to lead to; `null` for what is not ours. */
  readonly task: TaskId | null;
  readonly state: StateName | null;
  readonly elapsed: string;
  readonly label: string;
  readonly detail: string;
  /** The whole of it in one line. */
  readonly title: string;
}

/** How an end is known that stands at a moment; nothing where none does. */
export function endOf(
  atMs: number | null,
  runs: number | null,
): Pick<PlanBlock, "end"> {
  if (atMs === null) return {};
  return { end: runs === null ? "limited" : "learned" };
}

/** Cuts rows into runs of neighbors: where each begins, and how many it has. */
export function neighbors(
  rows: readonly number[],
): readonly [row: number, rows: number][] {
  const runs: [number, number][] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1]++;
    else runs.push([row, 1]);
  }
  return runs;
}

/** Where a stretch lies; without an end it reaches to the edge. */
export function stretch(
  axis: PlanAxis,
  startMs: number,
  endMs: number | null,
): Pick<PlanBlock, "left" | "width" | "behind"> {
  const left = axis.percentOf(startMs);
  const right = endMs === null ? 100 : axis.percentOf(endMs);
  const width = toHundredth(right - left);
  const done = Math.min(right, axis.nowPercent) - left;
  const behind = width === 0 ? 0 : toHundredth(done / width * 100);
  return { left, width, behind };
}
