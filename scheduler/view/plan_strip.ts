import type { StateName } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import type { BoardView, GpuView } from "./board.ts";
import { kindOf } from "./gpu_holds.ts";
import {
  type PlanAxis,
  planAxis,
  type PlanWindow,
  toHundredth,
} from "./plan_axis.ts";
import type { TaskView } from "./task_view.ts";
import { endLine, ranFor, STATE_WORDS } from "./task_words.ts";
import { waitReason } from "./wait_reason.ts";
import { gpuNames } from "./words.ts";

/** What a stretch of time on a GPU is. */
export type PlanKind = "ours" | "outsider" | "disabled" | "unknown" | "ended";

/** One stretch of time on neighboring GPUs. */
export interface PlanBlock {
  readonly key: string;
  readonly kind: PlanKind;
  /** The first of its rows, from 0. */
  readonly row: number;
  readonly rows: number;
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

/** A task that will start, without a time: no end before it is known. */
export interface PlannedTask {
  readonly id: TaskId;
  /** Its place in the queue, from 1. */
  readonly place: number;
  readonly nGpus: number;
  readonly reason: string;
}

/** What is known of the past and the future of each GPU. */
export interface PlanStrip {
  readonly axis: PlanAxis;
  /** The physical index of each row's GPU. */
  readonly gpus: readonly number[];
  readonly blocks: readonly PlanBlock[];
  /** The head of the queue, in its order. */
  readonly next: readonly PlannedTask[];
}

/** As many as fit beside each other. */
const NEXT_SHOWN = 6;

/**
 * Lays out what runs, what ended a while ago, and what stands in the way.
 * An end that nobody knows is never drawn: such blocks reach to the edge.
 */
export function planStrip(board: BoardView, window: PlanWindow): PlanStrip {
  const axis = planAxis(board.nowMs, window);
  return {
    axis,
    gpus: board.gpus.map(({ index }) => index),
    blocks: [...endedBlocks(board, axis), ...presentBlocks(board, axis)],
    next: board.queued.slice(0, NEXT_SHOWN).map((task, i) => ({
      id: task.id,
      place: i + 1,
      nGpus: task.nGpus,
      reason: waitReason(board, task),
    })),
  };
}

function presentBlocks(board: BoardView, axis: PlanAxis): PlanBlock[] {
  const tasks = new Map(board.active.map((task) => [task.id, task]));
  return runsOf(board.gpus).flatMap((run) => {
    const [first] = run as [GpuView];
    const rows = { row: first.position, rows: run.length };
    const task = tasks.get(first.heldBy[0] ?? "");
    switch (kindOf(first)) {
      case "ours":
        return [{ ...ourBlock(board, axis, run, task), ...rows }];
      case "outsider":
        return [{ ...outsiderBlock(first, axis), ...rows }];
      case "disabled":
        return [{ ...idleBlock(first, axis, "disabled"), ...rows }];
      case "unknown":
        return [{ ...idleBlock(first, axis, "unknown"), ...rows }];
      case "free":
        return [];
    }
  });
}

type Content = Omit<PlanBlock, "row" | "rows">;

function ourBlock(
  { nowMs }: BoardView,
  axis: PlanAxis,
  run: readonly GpuView[],
  task: TaskView | undefined,
): Content {
  const [{ heldBy, index }] = run as [GpuView];
  const [id = "", ...others] = heldBy;
  const elapsed = task?.startedAtMs ? ranFor(task, nowMs) : "";
  const drains = run.some(({ enabled }) => !enabled);
  const also = others.length === 0 ? "" : `and ${others.length} more, `;
  const detail = `${also}end not known${drains ? ", then off" : ""}`;
  const word = STATE_WORDS[task?.state ?? "running"];
  const place = gpuNames(run.map((gpu) => gpu.index));
  return {
    ...stretch(axis, task?.startedAtMs ?? nowMs, null),
    key: `${id} ${index}`,
    kind: "ours",
    task: id,
    state: task?.state ?? "running",
    elapsed,
    label: id,
    detail,
    title: `${id} on ${place}: ${word}${
      elapsed && ` for ${elapsed}`
    }, ${detail}`,
  };
}

/** Nobody tells since when others use a GPU, so it has no left end either. */
function outsiderBlock(gpu: GpuView, axis: PlanAxis): Content {
  const user = gpu.outsiders.find((one) => one.user !== null)?.user;
  const label = user ?? "Someone else";
  const detail = "outside ANT, end not known";
  return {
    ...stretch(axis, axis.fromMs, null),
    ...NO_TASK,
    key: `gpu ${gpu.index}`,
    kind: "outsider",
    label,
    detail,
    title: `GPU ${gpu.index}: ${label}, ${detail}`,
  };
}

/** From now on, for what was before is not known. */
function idleBlock(
  { index }: GpuView,
  axis: PlanAxis,
  kind: "disabled" | "unknown",
): Content {
  const label = kind === "disabled" ? "Disabled" : "Unknown";
  const detail = kind === "disabled"
    ? "until a person enables it"
    : "not used until it can be read";
  const left = axis.nowPercent;
  return {
    ...{ left, width: toHundredth(100 - left), behind: 0 },
    ...NO_TASK,
    key: `gpu ${index}`,
    kind,
    label,
    detail,
    title: `GPU ${index}: ${label}, ${detail}`,
  };
}

const NO_TASK = { task: null, state: null, elapsed: "" } as const;

function endedBlocks(board: BoardView, axis: PlanAxis): PlanBlock[] {
  const positions = new Map(board.gpus.map((gpu) => [gpu.index, gpu.position]));
  return board.ended.flatMap((task) => {
    const { id, startedAtMs, endedAtMs, gpus, attempt } = task;
    if (startedAtMs === null || endedAtMs === null) return [];
    if (endedAtMs <= axis.fromMs) return [];
    const rows = gpus.map((index) => positions.get(index))
      .filter((position) => position !== undefined);
    const detail = endLine(task);
    const elapsed = ranFor(task, board.nowMs);
    return neighbors(rows).map(([row, rows]): PlanBlock => ({
      ...stretch(axis, startedAtMs, endedAtMs),
      ...{ key: `${id} ${attempt} ${row}`, kind: "ended", row, rows },
      ...{ task: id, state: task.state, elapsed, label: id, detail },
      title: `${id}: ${STATE_WORDS[task.state]}, ${detail} after ${elapsed}`,
    }));
  });
}

/** Where a stretch lies; without an end it reaches to the edge. */
function stretch(axis: PlanAxis, startMs: number, endMs: number | null) {
  const left = axis.percentOf(startMs);
  const right = endMs === null ? 100 : axis.percentOf(endMs);
  const width = toHundredth(right - left);
  const done = Math.min(right, axis.nowPercent) - left;
  const behind = width === 0 ? 0 : toHundredth(done / width * 100);
  return { left, width, behind };
}

/** Neighbors that the same tasks hold; all others stand alone. */
function runsOf(gpus: readonly GpuView[]): readonly (readonly GpuView[])[] {
  const runs: GpuView[][] = [];
  for (const gpu of gpus) {
    const before = runs.at(-1)?.[0];
    const joins = before !== undefined && gpu.heldBy.length > 0 &&
      JSON.stringify(before.heldBy) === JSON.stringify(gpu.heldBy);
    if (joins) runs.at(-1)!.push(gpu);
    else runs.push([gpu]);
  }
  return runs;
}

/** Cuts rows into runs: where each begins, and how many it has. */
function neighbors(rows: readonly number[]): readonly [number, number][] {
  const runs: [number, number][] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1]++;
    else runs.push([row, 1]);
  }
  return runs;
}
