import { PRIORITY_STEP } from "./options/priority.ts";
import type { SchedulerState } from "./state.ts";
import type { TaskSpec } from "./task.ts";
import type { EpochMs } from "./units.ts";

/** With aging switched off, no wait makes up for a lower priority. */
const NEVER_MS = 10 * 365 * 86_400_000;

/**
 * How far a priority moves a task's turn. Turns are instants: a priority is a
 * head start over tasks that came before, so that who has waited longer than
 * that is not overtaken. The order needs no clock for it.
 *
 * `agingMs` is what one step, such as from normal to high, is worth.
 */
export function headStart({ options }: TaskSpec, agingMs: number): number {
  const stepMs = agingMs === 0 ? NEVER_MS : agingMs;
  return (options.priority ?? 0) / PRIORITY_STEP * stepMs;
}

/**
 * The turn of a task that comes now: behind all that came before at its own
 * priority, whatever the clock says.
 */
export function turnOf(
  { lastTurns }: SchedulerState,
  spec: TaskSpec,
  nowMs: EpochMs,
  agingMs: number,
): number {
  const last = lastTurns.get(spec.options.priority ?? 0) ?? -Infinity;
  return Math.max(nowMs - headStart(spec, agingMs), last + 1);
}

/** A turn before or after every queued task. */
export function outerTurn(
  { queue: { span } }: SchedulerState,
  end: "first" | "last",
): number {
  if (span === null) return 0;
  return end === "first" ? span[0] - 1 : span[1] + 1;
}
