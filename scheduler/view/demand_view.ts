import { memoryMiB } from "../model/options/memory_mib.ts";
import type { GpuView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What of a task says which GPUs it can use. */
export type Demand = Pick<TaskView, "nGpus" | "options">;

/** Tells whether a task may be put on a GPU at all, as the planner does. */
export function mayUseGpu({ options }: Demand, gpu: GpuView): boolean {
  const { gpuIds, gpuType, gpuMem, gpuShare } = options;
  if (gpuIds !== undefined && !gpuIds.split(",").includes(`${gpu.index}`)) {
    return false;
  }
  const wantedMiB = Math.max(mibOf(gpuMem) ?? 0, mibOf(gpuShare) ?? 0);
  if ((gpu.memoryTotalMiB ?? Infinity) < wantedMiB) return false;
  const name = gpu.name?.toLowerCase() ?? "";
  return gpuType === undefined ||
    gpuType.split(",").some((word) => name.includes(word));
}

/** Tells whether a GPU that is free has the memory that a task asks for. */
export function hasMemory({ options }: Demand, gpu: GpuView): boolean {
  const { gpuMem, gpuShare } = options;
  const wantedMiB = Math.max(mibOf(gpuMem) ?? 0, mibOf(gpuShare) ?? 0);
  return wantedMiB === 0 || (freeMemory(gpu) ?? 0) >= wantedMiB;
}

/** Tells whether a task finds room beside those who share a GPU. */
export function hasRoomBeside(task: Demand, gpu: GpuView): boolean {
  const shareMiB = wantedShare(task);
  return shareMiB !== null && (gpu.roomMiB ?? 0) >= shareMiB &&
    hasMemory(task, gpu);
}

/** The share of a GPU's memory that is enough; `null` for all of it. */
export function wantedShare({ options }: Demand): number | null {
  return mibOf(options.gpuShare);
}

/** Free memory in MiB; `null` where the driver would not say. */
export function freeMemory(
  { memoryTotalMiB, memoryUsedMiB }: GpuView,
): number | null {
  return memoryTotalMiB === null || memoryUsedMiB === null
    ? null
    : memoryTotalMiB - memoryUsedMiB;
}

function mibOf(amount: string | undefined): number | null {
  return amount === undefined ? null : memoryMiB(amount);
}
