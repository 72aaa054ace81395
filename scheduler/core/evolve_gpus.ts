import type { Drain } from "../model/drain.ts";
import type { SchedulerEvent } from "../model/event.ts";
import { MAX_GPU_ENDS } from "../model/gpu_end.ts";
import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { GpuIndex } from "../model/units.ts";
import { gpuEndOf } from "./gpu_care.ts";

/** Drains a GPU or takes it back; then what was seen of it is forgotten. */
export function switchGpu(
  { drains, gpuEnds }: SchedulerState,
  gpu: GpuIndex,
  drain: Drain | null,
): void {
  if (drain !== null) {
    drains.set(gpu, drain);
    return;
  }
  drains.delete(gpu);
  const others = gpuEnds.filter(({ gpus }) => !gpus.includes(gpu));
  gpuEnds.splice(0, gpuEnds.length, ...others);
}

/** Remembers how a task with GPUs ended, and forgets the oldest such end. */
export function rememberEnd(
  { gpuEnds }: SchedulerState,
  task: Task,
  event: Extract<SchedulerEvent, { kind: "taskEnded" }>,
): void {
  const end = gpuEndOf(task, event);
  if (end === null) return;
  gpuEnds.push(end);
  if (gpuEnds.length > MAX_GPU_ENDS) gpuEnds.shift();
}
