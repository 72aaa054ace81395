import { memoryMiB } from "../model/options/memory_mib.ts";
import type { GpuView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What of a task says which GPUs it can use. */
export type Demand = Pick<TaskView, "nGpus" | "options">;

/** Tells whether a task may be put on a GPU at all, as the planner does. */
export function mayUseGpu({ options }: Demand, gpu: GpuView): boolean {
  const { gpuIds, gpuType } = options;
  if (gpuIds !== undefined && !gpuIds.split(",").includes(`${gpu.index}`)) {
    return false;
  }
  const name = gpu.name?.toLowerCase() ?? "";
  return gpuType === undefined ||
    gpuType.split(",").some((word) => name.includes(word));
}

/** Tells whether a GPU has the free memory that a task asks for. */
export function hasMemory({ options }: Demand, gpu: GpuView): boolean {
  if (options.gpuMem === undefined) return true;
  const wanted = memoryMiB(options.gpuMem);
  return wanted !== null && (freeMemory(gpu) ?? 0) >= wanted;
}

/** Free memory in MiB; `null` where the driver would not say. */
export function freeMemory(
  { memoryTotalMiB, memoryUsedMiB }: GpuView,
): number | null {
  return memoryTotalMiB === null || memoryUsedMiB === null
    ? null
    : memoryTotalMiB - memoryUsedMiB;
}
