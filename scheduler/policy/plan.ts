import type { SchedulerState } from "../model/state.ts";
import type { HeldShare, TaskSpec } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import { RunningTags } from "./running_tags.ts";
import { mayUse, type Offers } from "./demand.ts";
import { OpenGpus } from "./open_gpus.ts";

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
 * task that does not fit keeps the GPUs that it could use, and whoever comes
 * behind it takes what is left, so that a wide task cannot starve
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
  const open = new OpenGpus(offers);
  const placements: Placement[] = [];
  const line = queue.gpu();
  while (line.next !== null && !open.isEmpty) {
    const id = line.next;
    const { spec } = tasks.get(id)!;
    if (!tags.haveRoomFor(spec)) {
      line.drop(); // All behind it in this lane have the same limit.
      continue;
    }
    const gpus = open.take(spec);
    if (gpus !== null) {
      placements.push({ id, gpus });
      tags.add(spec);
      line.advance();
    } else if (isImpossible(spec, offers)) line.advance();
    else {
      open.keepFor(spec);
      line.drop(); // All behind it in this lane want the same.
    }
  }
  return placements;
}

/** Fewer GPUs are of its kind than it wants, whatever becomes free. */
export function isImpossible(spec: TaskSpec, offers: Offers): boolean {
  const usable = [...offers].filter(([gpu, { sample }]) =>
    mayUse(spec, gpu, sample)
  );
  return usable.length < spec.nGpus;
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
