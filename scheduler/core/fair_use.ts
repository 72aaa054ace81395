import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import { type Usage, usedAt, usedSoFar } from "../model/usage.ts";
import type { Rules } from "./rules.ts";

/**
 * Adds to each end what the task's submitter has used by then, so that the
 * record needs no half-life to be read. Nothing is counted for nobody.
 */
export function charge(
  { tasks, usage }: SchedulerState,
  events: readonly SchedulerEvent[],
  { fairHalfLifeMs }: Rules,
): SchedulerEvent[] {
  const counted = new Map<string, Usage>();
  return events.map((event) => {
    if (event.kind !== "taskEnded" || fairHalfLifeMs === 0) return event;
    const task = tasks.get(event.id)!;
    const { submitter } = task;
    const { atMs } = event;
    const usedMs = usedSoFar(task, atMs);
    if (submitter === undefined || usedMs === 0) return event;
    const before = counted.get(submitter) ?? usage.get(submitter);
    const gpuMs = usedAt(before, atMs, fairHalfLifeMs) + usedMs;
    counted.set(submitter, { gpuMs, atMs });
    return { ...event, usage: { gpuMs, atMs } };
  });
}
