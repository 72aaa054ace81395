import type { GpuIndex } from "../model/units.ts";

/** When failures on one GPU are held to be its own. */
export interface Suspicion {
  /** So many different tasks, one after the other; 0 for never. */
  readonly failures: number;
  /** Each within that time after its start. */
  readonly withinMs: number;
}

/** What the config says about what may happen. */
export interface Rules {
  /** The selected GPUs, by physical index. */
  readonly gpus: readonly GpuIndex[];
  /** From SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
  /** What one step of priority is worth in time; 0 for any length of time. */
  readonly agingMs: number;
  /** The wait before the first retry; each further one is twice as long. */
  readonly retryDelayMs: number;
  /** When failures on one GPU are held to be its own. */
  readonly suspicion: Suspicion;
  /** After so long what a submitter has used counts half; 0: no fair share. */
  readonly fairHalfLifeMs: number;
  /** The names that `ant_notify` may use. */
  readonly toNotify: readonly string[];
  /** How many tasks without GPUs may run at once; `null` for any number. */
  readonly maxCpuTasks: number | null;
}
