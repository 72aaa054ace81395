import type { Drain } from "../model/drain.ts";
import type { Pause } from "../model/pause.ts";
import type { TaskId } from "../model/units.ts";
import type { Forecast } from "./forecast.ts";
import type { TaskView } from "./task_view.ts";

/** What a task uses of the share that it holds of a GPU's memory. */
export interface ShareUse {
  readonly task: TaskId;
  readonly shareMiB: number;
  /** `null` where the driver would not say. */
  readonly usedMiB: number | null;
}

export type { Pause };

/** A GPU as shown. */
export interface GpuView {
  /** The position in the selection, from 0: ANT's `gpu_idx`. */
  readonly position: number;
  /** The physical index. */
  readonly index: number;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly enabled: boolean;
  /** Why it takes no further tasks; `null` if it does. */
  readonly drain: Drain | null;
  readonly status: "held" | "free" | "disabled" | "busy" | "unknown";
  /** Why it is busy or unknown; `null` otherwise. */
  readonly reason: string | null;
  /** The tasks that hold it. */
  readonly heldBy: readonly TaskId[];
  /** How it is connected to other GPUs, by their index, where known. */
  readonly links: Readonly<Record<number, string>>;
  /** Those of them that hold a share of its memory, and not all of it. */
  readonly shares: readonly ShareUse[];
  /** Memory for further shares; `null` where nobody holds any of it. */
  readonly roomMiB: number | null;
  readonly memoryUsedMiB: number | null;
  readonly memoryTotalMiB: number | null;
  readonly utilizationPercent: number | null;
  readonly powerDrawWatts: number | null;
  readonly powerLimitWatts: number | null;
  readonly temperatureCelsius: number | null;
  /** Processes that are not ours. */
  readonly outsiders: readonly {
    readonly pid: number;
    readonly user: string | null;
    readonly command: string | null;
    readonly memoryUsedMiB: number | null;
  }[];
}

/** The machine as shown. */
export interface HostView {
  readonly cpuName: string | null;
  readonly cpuCount: number;
  readonly cpuPercent: number | null;
  readonly ramUsedGiB: number | null;
  readonly ramTotalGiB: number | null;
  /** What tasks may claim, running ones included; `null` while unknown. */
  readonly forTasks: {
    readonly cpus: number | null;
    readonly memoryMiB: number | null;
  };
  /** Why nothing holds tasks to that; `null` where no reason is known. */
  readonly unenforced: string | null;
}

/** How many tasks stand where. */
export interface Counts {
  readonly queued: number;
  readonly active: number;
  readonly ended: number;
  /** Those that failed or were lost, of late: {@linkcode LATELY_MS}. */
  readonly failed: number;
}

/** A failure counts for a day; `24h` in the address of the list of them. */
export const LATELY_MS = 24 * 3_600_000;

/** What stands in the way of normal work; `null` when nothing does. */
export interface Health {
  readonly journal: string | null;
  readonly gpus: string | null;
}

/**
 * What a page needs to show the present. Queued and ended tasks come in
 * windows: the first in turn and the latest, so that a long history costs
 * a reader nothing.
 */
export interface BoardView {
  readonly queued: readonly TaskView[];
  readonly active: readonly TaskView[];
  readonly ended: readonly TaskView[];
  readonly counts: Counts;
  readonly gpus: readonly GpuView[];
  /** What a person has paused. */
  readonly pauses: readonly Pause[];
  readonly host: HostView;
  readonly forecast: Forecast;
  readonly health: Health;
  readonly nowMs: number;
}

/** The measured values of one GPU, packed: they come every second. */
export type GpuTick = readonly [
  position: number,
  utilizationPercent: number | null,
  memoryUsedMiB: number | null,
  powerDrawWatts: number | null,
  temperatureCelsius: number | null,
];

/** What changed since the patch before. */
export interface BoardPatch {
  readonly upsert?: readonly TaskView[];
  readonly remove?: readonly TaskId[];
  readonly counts?: Counts;
  /** GPUs about which more than the measured values changed. */
  readonly gpus?: readonly GpuView[];
  readonly pauses?: readonly Pause[];
  readonly ticks?: readonly GpuTick[];
  readonly host?: HostView;
  /** It comes with the slow tick, where it has changed. */
  readonly forecast?: Forecast;
  readonly health?: Health;
  readonly nowMs: number;
}

/** How many queued tasks a board carries. */
export const QUEUED_WINDOW = 500;
/** How many ended tasks a board carries. */
export const ENDED_WINDOW = 100;

/** Folds a patch into a board; both stay as they were. */
export function applyPatch(board: BoardView, patch: BoardPatch): BoardView {
  const rows = mergeRows(board, patch);
  return {
    ...rows,
    counts: patch.counts ?? board.counts,
    gpus: mergeGpus(board.gpus, patch),
    pauses: patch.pauses ?? board.pauses,
    host: patch.host ?? board.host,
    forecast: patch.forecast ?? board.forecast,
    health: patch.health ?? board.health,
    nowMs: patch.nowMs,
  };
}

function mergeGpus(
  before: readonly GpuView[],
  { gpus, ticks }: BoardPatch,
): readonly GpuView[] {
  if (gpus === undefined && ticks === undefined) return before;
  const rows = new Map(gpus?.map((gpu) => [gpu.position, gpu]));
  const values = new Map(ticks?.map((tick) => [tick[0], tick]));
  return before.map((gpu) => {
    const row = rows.get(gpu.position) ?? gpu;
    const tick = values.get(gpu.position);
    return tick === undefined ? row : withTick(row, tick);
  });
}

function withTick(gpu: GpuView, tick: GpuTick): GpuView {
  const [, utilizationPercent, memoryUsedMiB, powerDrawWatts, celsius] = tick;
  const temperatureCelsius = celsius;
  return {
    ...gpu,
    utilizationPercent,
    memoryUsedMiB,
    powerDrawWatts,
    temperatureCelsius,
  };
}

function mergeRows(
  board: BoardView,
  { upsert = [], remove = [] }: BoardPatch,
): Pick<BoardView, "queued" | "active" | "ended"> {
  if (upsert.length === 0 && remove.length === 0) return board;
  const rows = new Map<TaskId, TaskView>();
  for (const list of [board.queued, board.active, board.ended]) {
    for (const row of list) rows.set(row.id, row);
  }
  for (const id of remove) rows.delete(id);
  for (const row of upsert) rows.set(row.id, row);
  return sortRows([...rows.values()]);
}

/** Sorts rows into a board's three windows. */
export function sortRows(
  rows: readonly TaskView[],
): Pick<BoardView, "queued" | "active" | "ended"> {
  const queued = rows.filter(({ state }) => state === "queued")
    .sort((a, b) => a.turn - b.turn).slice(0, QUEUED_WINDOW);
  const active = rows.filter(isActiveView)
    .sort((a, b) =>
      (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0) || a.turn - b.turn
    );
  const ended = rows.filter(({ endedAtMs, state }) =>
    endedAtMs !== null && state !== "queued"
  ).sort((a, b) => b.endedAtMs! - a.endedAtMs! || b.turn - a.turn)
    .slice(0, ENDED_WINDOW);
  return { queued, active, ended };
}

function isActiveView({ state }: TaskView): boolean {
  return state === "starting" || state === "running" || state === "stopping";
}
