import type { PolicyName } from "../model/policy_name.ts";
import type { SchedulerState } from "../model/state.ts";
import type { TurnMerge } from "../model/turn_merge.ts";
import type { EpochMs } from "../model/units.ts";
import { backfill } from "./backfill.ts";
import type { Offers } from "./demand.ts";
import type { FairRules } from "./fair_line.ts";
import { fifo } from "./fifo.ts";
import type { GpuPolicy, Placement } from "./gpu_policy.ts";
import { Limits } from "./limits.ts";
import { type Capacity, claimsNothing } from "./machine_room.ts";
import type { TimeRules } from "./time_taken.ts";

/** What bounds a plan. */
export interface PlanBounds extends TimeRules, FairRules {
  /** Who may start before whom. */
  readonly policy: PolicyName;
  /** How many tasks without GPUs may run at once; `null` for any number. */
  readonly maxCpuTasks: number | null;
  /** What tasks may claim of the machine; absent sets no bounds. */
  readonly capacity?: Capacity;
}

/** Each policy by its name in the config. */
const POLICIES: Readonly<Record<PolicyName, GpuPolicy>> = { fifo, backfill };

/**
 * Chooses which queued tasks start now, and where: those that want GPUs by
 * the policy, and those without, which never wait for GPUs. Whichever of the
 * two has the first claim on the machine goes first, so that neither starves.
 */
export function plan(
  state: SchedulerState,
  offers: Offers,
  bounds: PlanBounds,
  nowMs: EpochMs,
): Placement[] {
  if (state.pauses.some(({ tag }) => tag === null)) return [];
  const limits = new Limits(state, bounds.capacity);
  const withGpus = () =>
    POLICIES[bounds.policy](state, offers, limits, bounds, nowMs);
  const without = () => planCpuTasks(state, bounds, limits);
  const { queue } = state;
  return firstClaim(state, queue.cpu()) < firstClaim(state, queue.gpu())
    ? [...without(), ...withGpus()]
    : [...withGpus(), ...without()];
}

/** The turn of the first task in line that claims part of the machine. */
function firstClaim({ tasks }: SchedulerState, line: TurnMerge): number {
  while (line.next !== null) {
    const { spec, turn } = tasks.get(line.next)!;
    if (!claimsNothing(spec)) return turn;
    line.drop(); // All behind it in this lane claim nothing.
  }
  return Infinity;
}

function planCpuTasks(
  state: SchedulerState,
  { maxCpuTasks }: PlanBounds,
  limits: Limits,
): Placement[] {
  let room = maxCpuTasks === null ? Infinity : maxCpuTasks - cpuTasks(state);
  const placements: Placement[] = [];
  const line = state.queue.cpu();
  while (line.next !== null && room > 0) {
    const id = line.next;
    const { spec } = state.tasks.get(id)!;
    if (!limits.haveRoomFor(spec)) {
      limits.keepFor(spec);
      line.drop();
      continue;
    }
    placements.push({ id, gpus: [] });
    limits.add(spec);
    room--;
    line.advance();
  }
  return placements;
}

function cpuTasks({ active, holding }: SchedulerState): number {
  return active.size - holding.size;
}
