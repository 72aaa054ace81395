import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";

/** When time itself will change this task, or `null` for never. */
export function deadlineOf({ state }: Task): EpochMs | null {
  return state.name === "stopping" && state.identity !== null
    ? state.killAtMs
    : null;
}

/**
 * The one moment worth waking for. Derived from state and not scheduled, so
 * a restart forgets no deadline and a cancelled one needs no clean-up.
 */
export function nextDeadline(state: SchedulerState): EpochMs | null {
  let next: EpochMs | null = null;
  for (const id of state.stopping) {
    const atMs = deadlineOf(state.tasks.get(id)!);
    if (atMs !== null && (next === null || atMs < next)) next = atMs;
  }
  return next;
}
