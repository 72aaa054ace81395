import type { Machine } from "./machine.ts";
import type { SchedulerEvent } from "./model/event.ts";
import type { SchedulerState } from "./model/state.ts";
import type { EpochMs, TaskId } from "./model/units.ts";
import { plan } from "./policy/plan.ts";
import {
  type OffersWithout,
  preempt,
  type PreemptRules,
} from "./policy/preempt.ts";

/** What it takes to say who starts. */
export interface PlaceParts {
  readonly state: SchedulerState;
  readonly machine: Machine;
  readonly bounds: PreemptRules;
}

/**
 * Says which queued tasks start now, and then which running ones make way;
 * each event is to be taken before the next is asked for.
 */
export function* place(
  { state, machine, bounds }: PlaceParts,
  atMs: EpochMs,
  nextLog: (id: TaskId) => string,
): Generator<SchedulerEvent> {
  if (state.queue.size === 0) return;
  const offers = machine.offers(state, atMs);
  for (const { id, gpus } of plan(state, offers, bounds, atMs)) {
    yield { kind: "taskPlaced", id, gpus, logFile: nextLog(id), atMs };
  }
  if (state.urgent.size === 0) return;
  const killAtMs = atMs + bounds.killGraceMs;
  const without: OffersWithout = (after, gone) =>
    machine.offers(after, atMs, gone);
  for (const victim of preempt(state, without, bounds, atMs)) {
    const how = { why: "preempted", killAtMs, atMs } as const;
    yield { kind: "taskStopRequested", ...victim, ...how };
  }
}
