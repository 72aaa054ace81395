import { durationMs } from "../model/options/duration_ms.ts";
import type { EpochMs, GpuIndex, TaskId } from "../model/units.ts";
import type { BoardView, GpuView } from "./board.ts";
import { mayUseGpu } from "./demand_view.ts";
import type { TaskView } from "./task_view.ts";

/** When a queued task starts at the latest, and where. */
export interface Forecast {
  readonly atMs: EpochMs;
  readonly gpus: readonly GpuIndex[];
  /** When it has ended at the latest; `null` without a time limit. */
  readonly endMs: EpochMs | null;
}

/** Looking further ahead than this says little, and costs. */
const FORESEEN = 100;

/** When a running task has ended at the latest; `null` without a limit. */
export function latestEnd(
  { options, startedAtMs }: TaskView,
): EpochMs | null {
  const limitMs = limitOf(options);
  return limitMs === null || startedAtMs === null
    ? null
    : startedAtMs + limitMs;
}

/**
 * Tells of the head of the queue who starts when at the latest, by the time
 * limits of what runs and of what comes before. Nothing is said of a task
 * that has to wait for one without a limit, or for something else than GPUs.
 */
export function forecast(board: BoardView): ReadonlyMap<TaskId, Forecast> {
  const { nowMs, queued } = board;
  const freeAtMs = new Map(
    board.gpus.map((gpu) => [gpu.index, freeFrom(board, gpu)]),
  );
  const found = new Map<TaskId, Forecast>();
  for (const task of queued.slice(0, FORESEEN)) {
    if (task.nGpus === 0 || !isReady(task)) continue;
    const usable = board.gpus.filter((gpu) => mayUseGpu(task, gpu))
      .map(({ index }) => index);
    if (usable.length < task.nGpus) continue;
    const gpus = usable
      .toSorted((a, b) => freeAtMs.get(a)! - freeAtMs.get(b)!)
      .slice(0, task.nGpus);
    const atMs = Math.max(nowMs, ...gpus.map((gpu) => freeAtMs.get(gpu)!));
    const limitMs = limitOf(task.options);
    const endMs = limitMs === null ? null : atMs + limitMs;
    // Until it starts, it keeps whatever it could use.
    for (const gpu of usable) {
      freeAtMs.set(gpu, Math.max(freeAtMs.get(gpu)!, atMs));
    }
    for (const gpu of gpus) freeAtMs.set(gpu, endMs ?? Infinity);
    if (atMs < Infinity) found.set(task.id, { atMs, gpus, endMs });
  }
  return found;
}

function isReady({ options, pending, notBeforeMs }: TaskView): boolean {
  return options.hold === undefined && options.atMost === undefined &&
    pending.length === 0 && notBeforeMs === null;
}

/** From when on a GPU can be given away; infinity where nobody knows. */
function freeFrom({ active, nowMs }: BoardView, gpu: GpuView): EpochMs {
  if (gpu.status === "free") return nowMs;
  if (gpu.status !== "held" || !gpu.enabled) return Infinity;
  const ends = gpu.heldBy.map((id) => {
    const task = active.find((one) => one.id === id);
    return task === undefined ? null : latestEnd(task);
  });
  return Math.max(...ends.map((endMs) => endMs ?? Infinity));
}

function limitOf({ timeout }: TaskView["options"]): number | null {
  return timeout === undefined ? null : durationMs(timeout);
}
