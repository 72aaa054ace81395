import type { SchedulerState } from "../model/state.ts";
import type { HeldShare } from "../model/task.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import type { Offers } from "./demand.ts";
import type { FairRules } from "./fair_line.ts";
import type { Limits } from "./limits.ts";
import type { TimeRules } from "./time_taken.ts";

/** A task that starts now, and what it gets. */
export interface Placement {
  readonly id: TaskId;
  readonly gpus: readonly HeldShare[];
}

/**
 * Chooses which of the queued tasks that want GPUs start now, and where. Who
 * is placed counts towards the limits of tags.
 */
export type GpuPolicy = (
  state: SchedulerState,
  offers: Offers,
  limits: Limits,
  rules: TimeRules & FairRules,
  nowMs: EpochMs,
) => Placement[];
