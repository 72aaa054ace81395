import { type Budgeted, type OverBudget, overBudget } from "./over_budget.ts";
import type { Drain } from "../model/drain.ts";
import type { Pause } from "../model/pause.ts";
import type { EpochMs, GpuIndex, TaskId } from "../model/units.ts";
import type { BoardView, GpuView } from "./board.ts";
import { type Claim, mayStart, rivalForClaims, shortOf } from "./claims.ts";
import { hasMemory, hasRoomBeside, mayUseGpu } from "./demand_view.ts";
import type { TaskView } from "./task_view.ts";

/** What of a queued task says why it waits. */
export type Waiting =
  & Pick<TaskView, "id" | "nGpus" | "tags" | "options" | "notBeforeMs">
  & Pick<TaskView, "pending" | "earlier" | "approval">
  & Budgeted;

/** Why a GPU that a task could use does not count for it now. */
export type GpuObstacle =
  & { readonly gpu: GpuIndex }
  & (
    | { readonly kind: "held"; readonly by: readonly TaskId[] }
    | { readonly kind: "disabled"; readonly drain: Drain | null }
    | { readonly kind: "busy"; readonly outsiders: GpuView["outsiders"] }
    | { readonly kind: "unknown"; readonly reason: string }
    | { readonly kind: "memory"; readonly freeMiB: number | null }
    | {
      /** Others share it, and leave less than the share that it asks for. */
      readonly kind: "share";
      readonly roomMiB: number;
      readonly by: readonly TaskId[];
      /** Those of them whose end alone would leave enough. */
      readonly enough: readonly TaskId[];
    }
  );

/** Why a queued task has not started. */
export type WaitReason =
  | { readonly kind: "notSaved"; readonly problem: string }
  | { readonly kind: "approval" }
  | OverBudget
  | { readonly kind: "held" }
  | {
    readonly kind: "dependency";
    readonly on: readonly TaskId[];
    /** Those that need not succeed, an end is enough. */
    readonly anyEnd: readonly TaskId[];
  }
  | {
    readonly kind: "notBefore";
    readonly atMs: EpochMs;
    /** The attempt that comes then, where it is a further one. */
    readonly attempt: number | null;
  }
  /** A person has paused the queue, or a tag that it carries. */
  | ({ readonly kind: "paused" } & Pause)
  | {
    readonly kind: "impossible";
    readonly needs: number;
    readonly usable: number;
  }
  | {
    /** As many tasks with a tag run as it asked for. */
    readonly kind: "limit";
    readonly count: number;
    readonly tag: string;
  }
  | {
    /** The machine has too little left of what it claims. */
    readonly kind: "machine";
    readonly what: Claim;
    /** Cores, or MiB; `total` is what tasks may claim, `null` if unknown. */
    readonly needs: number;
    readonly free: number | null;
    readonly total: number | null;
    /** The tasks each of whose end alone would leave enough. */
    readonly enough: readonly TaskId[];
  }
  | { readonly kind: "places" }
  | {
    readonly kind: "turn";
    readonly behind: TaskId;
    readonly itsGpus: number;
  }
  | {
    /** Enough GPUs are free now, but from some moment on they are not. */
    readonly kind: "reserved";
    readonly behind: TaskId;
    readonly atMs: EpochMs;
    /** A time limit of so much would let it end before; 0: none would. */
    readonly limitMs: number;
  }
  | {
    readonly kind: "gpus";
    readonly needs: number;
    readonly free: readonly GpuIndex[];
    /** As `explainWaiting` finds them; a glance does without. */
    readonly obstacles: readonly GpuObstacle[];
  };

/** Tells whether a task waits for what will never be there. */
export function isNever(reason: WaitReason): boolean {
  return reason.kind === "impossible" ||
    reason.kind === "machine" && reason.total !== null &&
      reason.needs > reason.total;
}

/** What of a queue tells who comes first, found once for all its tasks. */
export interface QueueOrder {
  readonly places: ReadonlyMap<TaskId, number>;
  /** The place of the first task that could start on a GPU. */
  readonly firstOn: ReadonlyMap<GpuIndex, number>;
}

/** Finds who comes first in a queue, in one pass. */
export function orderOf({ queued, gpus, pauses }: BoardView): QueueOrder {
  const firstOn = new Map<GpuIndex, number>();
  for (const [place, task] of queued.entries()) {
    if (firstOn.size === gpus.length) break;
    if (!isReady(task) || pauses.some((one) => isPausedBy(one, task))) continue;
    const usable = gpus.filter((gpu) => mayUseGpu(task, gpu));
    if (usable.length < task.nGpus) continue;
    for (const { index } of usable) {
      if (!firstOn.has(index)) firstOn.set(index, place);
    }
  }
  return {
    places: new Map(queued.map(({ id }, place) => [id, place])),
    firstOn,
  };
}

/**
 * Finds why a queued task has not started: the first reason that counts. Who
 * asks about many tasks of a board finds their order once.
 */
export function whyWaiting(
  board: BoardView,
  task: Waiting,
  order?: QueueOrder,
): WaitReason {
  const { queued, active, gpus, health, pauses } = board;
  const { nGpus, options, notBeforeMs, pending } = task;
  if (health.journal !== null) {
    return { kind: "notSaved", problem: health.journal };
  }
  if (task.approval !== undefined) return { kind: "approval" };
  if (options.hold !== undefined) return { kind: "held" };
  if (pending.length > 0) {
    const strict = options.after?.split(",") ?? [];
    const anyEnd = pending.filter((id) => !strict.includes(id));
    return { kind: "dependency", on: pending, anyEnd };
  }
  if (notBeforeMs !== null) {
    const attempt = task.earlier.length > 0 ? task.earlier.length + 1 : null;
    return { kind: "notBefore", atMs: notBeforeMs, attempt };
  }
  const pause = pauses.find((one) => isPausedBy(one, task));
  if (pause !== undefined) return { kind: "paused", ...pause };
  const [, count, tag = ""] = /^(\d+)@(.+)$/.exec(options.atMost ?? "") ?? [];
  if (count !== undefined) {
    const running = active.filter(({ tags }) => tags.includes(tag)).length;
    if (running >= Number(count)) {
      return { kind: "limit", count: Number(count), tag };
    }
  }
  const short = shortOf(board, task);
  if (short !== null) return { kind: "machine", ...short };
  const over = overBudget(board, task);
  if (over !== null) return over;
  const usable = gpus.filter((gpu) => mayUseGpu(task, gpu));
  if (usable.length < nGpus) {
    return { kind: "impossible", needs: nGpus, usable: usable.length };
  }
  if (nGpus === 0) {
    const rival = rivalForClaims(board, task);
    return rival === null
      ? { kind: "places" }
      : { kind: "turn", behind: rival.id, itsGpus: rival.nGpus };
  }
  const { places, firstOn } = order ?? orderOf(board);
  const first = Math.min(
    ...usable.map(({ index }) => firstOn.get(index) ?? Infinity),
  );
  if (first < (places.get(task.id) ?? Infinity)) {
    const rival = queued[first]!;
    return { kind: "turn", behind: rival.id, itsGpus: rival.nGpus };
  }
  const free = usable.filter((gpu) => isOpenTo(task, gpu))
    .map(({ index }) => index);
  return { kind: "gpus", needs: nGpus, free, obstacles: [] };
}

/** Tells whether a pause is for a task. */
export function isPausedBy(
  { tag }: Pause,
  { tags }: Pick<TaskView, "tags">,
): boolean {
  return tag === null || tags.includes(tag);
}

/** Whether a task waits for GPUs alone. */
function isReady(task: TaskView): boolean {
  return task.nGpus > 0 && mayStart(task);
}

/** Tells whether a GPU counts for a task now. */
export function isOpenTo(task: Waiting, gpu: GpuView): boolean {
  return gpu.status === "free"
    ? hasMemory(task, gpu)
    : gpu.status === "held" && hasRoomBeside(task, gpu);
}
