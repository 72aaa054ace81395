import type { EpochMs, GpuIndex, TaskId } from "./units.ts";

/** How a task that held GPUs ended. */
export interface GpuEnd {
  readonly id: TaskId;
  readonly gpus: readonly GpuIndex[];
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  /** Its failure may be a GPU's fault. */
  readonly isSuspect: boolean;
}

/** How many ends are remembered: several for each GPU of a large machine. */
export const MAX_GPU_ENDS = 128;
