import type { SchedulerState } from "./model/state.ts";
import type { EpochMs } from "./model/units.ts";
import type { Offers } from "./policy/demand.ts";
import { lookAhead } from "./policy/look_ahead.ts";
import type { PlanBounds } from "./policy/plan.ts";
import { Limits } from "./policy/limits.ts";
import { endExpected } from "./policy/time_taken.ts";
import type { Forecast } from "./view/forecast.ts";

/**
 * Foresees with the policy's own eyes who starts when at the latest. What it
 * costs is bounded by how far a policy looks ahead.
 */
export function forecast(
  state: SchedulerState,
  offers: Offers,
  bounds: PlanBounds,
  nowMs: EpochMs,
): Forecast {
  const { policy, killGraceMs } = bounds;
  if (state.pauses.some(({ tag }) => tag === null)) {
    return { policy, killGraceMs, starts: [], ends: [] };
  }
  const keepsAll = policy === "fifo";
  const sight = { ...bounds, nowMs, keepsAll, nowOnly: false };
  const found = lookAhead(
    state,
    offers,
    new Limits(state, bounds.capacity),
    sight,
  );
  const starts = [...found].filter(({ atMs }) => atMs > nowMs)
    .map(({ endMs, ...start }) => ({ ...start, endMs: knownOrNull(endMs) }));
  const ends = [...state.holding].flatMap((id) => {
    const { ms, runs } = endExpected(
      state,
      state.tasks.get(id)!,
      nowMs,
      bounds,
    );
    return ms === Infinity ? [] : [{ id, atMs: ms, runs }];
  });
  return { policy, killGraceMs, starts, ends };
}

function knownOrNull(atMs: EpochMs): EpochMs | null {
  return atMs === Infinity ? null : atMs;
}
