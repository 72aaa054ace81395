import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";

/** When time itself will change this task, or `null` for never. */
export function deadlineOf({ state, spec, sinceMs }: Task): EpochMs | null {
  if (state.name === "stopping") {
    return state.identity === null ? null : state.killAtMs;
  }
  const { timeoutMs, timeoutSignal } = spec.options;
  if (state.name !== "running" || timeoutMs === undefined) return null;
  return timeoutSignal === undefined || state.warned
    ? sinceMs + timeoutMs
    : sinceMs + timeoutMs - timeoutSignal.beforeMs;
}

/**
 * The one moment worth waking for. Derived from state and not scheduled, so
 * a restart forgets no deadline and a cancelled one needs no clean-up.
 */
export function nextDeadline(state: SchedulerState): EpochMs | null {
  let next = state.timetable.span?.[0] ?? null;
  for (const id of state.timed) {
    const atMs = deadlineOf(state.tasks.get(id)!);
    if (atMs !== null && (next === null || atMs < next)) next = atMs;
  }
  for (const { untilMs } of state.drains.values()) {
    if (untilMs !== null && (next === null || untilMs < next)) next = untilMs;
  }
  return next;
}
