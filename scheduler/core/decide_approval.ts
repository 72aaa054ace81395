import type { Command } from "../model/command.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";

/** Lets a queued task start; twice is not an error. */
export function approve({ id, approval }: Task): SchedulerEvent[] {
  return approval === undefined ? [] : [{ kind: "taskApproved", id }];
}

/**
 * Ends a queued task that nobody has approved.
 *
 * @throws {Refused} for one that waits for no approval.
 */
export function decline(
  { id, approval }: Task,
  { by, reason }: Extract<Command, { kind: "decline" }>,
  atMs: EpochMs,
): SchedulerEvent[] {
  if (approval === undefined) {
    const text = `Cannot decline task "${id}": it waits for no approval; ` +
      `terminate it`;
    throw new Refused("wrong-state", [text]);
  }
  const declined = { by: by ?? null, reason: reason ?? null };
  const as = { name: "terminated", declined } as const;
  return [{ kind: "taskEnded", id, as, atMs }];
}
