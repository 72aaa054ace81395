import type { SchedulerState } from "../model/state.ts";
import type { HeldShare, TaskSpec } from "../model/task.ts";
import type { GpuIndex, TaskId } from "../model/units.ts";
import { RunningTags } from "./running_tags.ts";
import { freeMiB, hasRoom, mayUse, type Offers } from "./demand.ts";

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
 * task that does not fit keeps the free GPUs that it could use, and whoever
 * comes behind it takes what is left, so that a wide task cannot starve
 * behind narrow ones. One that can never fit is passed over. Tasks without
 * GPUs never wait for GPUs. The cost follows the tasks that start and the
 * kinds of GPUs that are asked for, not how many wait.
 */
export function plan(
  state: SchedulerState,
  offers: Offers,
  bounds: PlanBounds,
): Placement[] {
  const tags = new RunningTags(state);
  return [
    ...planGpuTasks(state, offers, tags),
    ...planCpuTasks(state, bounds, tags),
  ];
}

function planGpuTasks(
  { queue, tasks }: SchedulerState,
  offers: Offers,
  tags: RunningTags,
): Placement[] {
  let free = [...offers].filter(([, { standing }]) => standing.name === "free")
    .map(([gpu]) => gpu); // In the order of the selection, as ANT takes them.
  const placements: Placement[] = [];
  const line = queue.gpu();
  while (line.next !== null && free.length > 0) {
    const id = line.next;
    const { spec } = tasks.get(id)!;
    if (!tags.haveRoomFor(spec)) {
      line.drop(); // All behind it in this lane have the same limit.
      continue;
    }
    const fitting = free.filter((gpu) => fits(spec, gpu, offers));
    if (fitting.length >= spec.nGpus) {
      const gpus = tightest(fitting, spec, offers);
      placements.push({ id, gpus: gpus.map(wholly) });
      free = free.filter((gpu) => !gpus.includes(gpu));
      tags.add(spec);
      line.advance();
    } else if (isImpossible(spec, offers)) line.advance();
    else {
      free = free.filter((gpu) => !fitting.includes(gpu));
      line.drop(); // All behind it in this lane want the same.
    }
  }
  return placements;
}

function fits(spec: TaskSpec, gpu: GpuIndex, offers: Offers): boolean {
  const { sample } = offers.get(gpu)!;
  return mayUse(spec, gpu, sample) && hasRoom(spec, sample);
}

/** Fewer GPUs are of its kind than it wants, whatever becomes free. */
export function isImpossible(spec: TaskSpec, offers: Offers): boolean {
  const usable = [...offers].filter(([gpu, { sample }]) =>
    mayUse(spec, gpu, sample)
  );
  return usable.length < spec.nGpus;
}

/** Who asks for memory gets the fullest that do, to keep empty ones whole. */
function tightest(
  fitting: readonly GpuIndex[],
  { nGpus, options: { gpuMemMiB } }: TaskSpec,
  offers: Offers,
): readonly GpuIndex[] {
  if (gpuMemMiB === undefined) return fitting.slice(0, nGpus);
  const room = (gpu: GpuIndex) => freeMiB(offers.get(gpu)!.sample) ?? 0;
  return fitting.toSorted((a, b) => room(a) - room(b)).slice(0, nGpus);
}

function wholly(gpu: GpuIndex): HeldShare {
  return { gpu, memoryMiB: null };
}

function planCpuTasks(
  state: SchedulerState,
  { maxCpuTasks }: PlanBounds,
  tags: RunningTags,
): Placement[] {
  let room = maxCpuTasks === null ? Infinity : maxCpuTasks - cpuTasks(state);
  const placements: Placement[] = [];
  const line = state.queue.cpu();
  while (line.next !== null && room > 0) {
    const id = line.next;
    const { spec } = state.tasks.get(id)!;
    if (!tags.haveRoomFor(spec)) {
      line.drop();
      continue;
    }
    placements.push({ id, gpus: [] });
    tags.add(spec);
    room--;
    line.advance();
  }
  return placements;
}

function cpuTasks({ active, holding }: SchedulerState): number {
  return active.size - holding.size;
}
