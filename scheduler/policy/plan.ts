import type { PolicyName } from "../model/policy_name.ts";
import type { SchedulerState } from "../model/state.ts";
import type { EpochMs } from "../model/units.ts";
import { backfill } from "./backfill.ts";
import type { Offers } from "./demand.ts";
import { fifo } from "./fifo.ts";
import type { GpuPolicy, Placement } from "./gpu_policy.ts";
import { RunningTags } from "./running_tags.ts";
import type { TimeRules } from "./time_taken.ts";

/** What bounds a plan. */
export interface PlanBounds extends TimeRules {
  /** Who may start before whom. */
  readonly policy: PolicyName;
  /** How many tasks without GPUs may run at once; `null` for any number. */
  readonly maxCpuTasks: number | null;
}

/** Each policy by its name in the config. */
const POLICIES: Readonly<Record<PolicyName, GpuPolicy>> = { fifo, backfill };

/**
 * Chooses which queued tasks start now, and where: those that want GPUs by
 * the policy, and those without, which never wait for GPUs.
 */
export function plan(
  state: SchedulerState,
  offers: Offers,
  bounds: PlanBounds,
  nowMs: EpochMs,
): Placement[] {
  const tags = new RunningTags(state);
  return [
    ...POLICIES[bounds.policy](state, offers, tags, bounds, nowMs),
    ...planCpuTasks(state, bounds, tags),
  ];
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
