import type { GpuIndex } from "../model/units.ts";

/** What the config says about what may happen. */
export interface Rules {
  /** The selected GPUs, by physical index. */
  readonly gpus: readonly GpuIndex[];
  /** From SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
  /** How many tasks without GPUs may run at once; `null` for any number. */
  readonly maxCpuTasks: number | null;
}
