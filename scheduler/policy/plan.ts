import type { Standing } from "../model/gpu.ts";
import type { SchedulerState } from "../model/state.ts";
import type { HeldShare } from "../model/task.ts";
import type { GpuIndex, TaskId } from "../model/units.ts";

/** A task that starts now, and what it gets. */
export interface Placement {
  readonly id: TaskId;
  readonly gpus: readonly HeldShare[];
}

/** What bounds a plan. */
export interface PlanBounds {
  /** How many tasks without GPUs may run at once; `null` for any number. */
  readonly maxCpuTasks: number | null;
}

/**
 * Chooses which queued tasks start now, and where. First in, first out: a
 * GPU task that does not fit holds back every GPU task behind it, so a wide
 * task cannot starve behind narrow ones. Only one that can never fit, since
 * it wants more GPUs than were selected, is passed over. Tasks without GPUs
 * never wait for GPUs. The cost follows the tasks that start.
 */
export function plan(
  state: SchedulerState,
  gpus: ReadonlyMap<GpuIndex, Standing>,
  bounds: PlanBounds,
): Placement[] {
  return [...planGpuTasks(state, gpus), ...planCpuTasks(state, bounds)];
}

function planGpuTasks(
  { queue, tasks }: SchedulerState,
  gpus: ReadonlyMap<GpuIndex, Standing>,
): Placement[] {
  const free = [...gpus].filter(([, { name }]) => name === "free")
    .map(([gpu]) => gpu); // In the order of the selection, as ANT takes them.
  const placements: Placement[] = [];
  for (const id of queue.gpu) {
    if (free.length === 0) break;
    const { nGpus } = tasks.get(id)!.spec;
    if (nGpus > gpus.size) continue;
    if (nGpus > free.length) break;
    const taken = free.splice(0, nGpus);
    placements.push({
      id,
      gpus: taken.map((gpu) => ({ gpu, memoryMiB: null })),
    });
  }
  return placements;
}

function planCpuTasks(
  state: SchedulerState,
  { maxCpuTasks }: PlanBounds,
): Placement[] {
  let room = maxCpuTasks === null ? Infinity : maxCpuTasks - cpuTasks(state);
  const placements: Placement[] = [];
  for (const id of state.queue.cpu) {
    if (room-- <= 0) break;
    placements.push({ id, gpus: [] });
  }
  return placements;
}

function cpuTasks({ active, holding }: SchedulerState): number {
  return active.size - holding.size;
}
