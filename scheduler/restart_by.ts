import type { Command } from "./model/command.ts";
import type { SchedulerEvent } from "./model/event.ts";
import type { TaskId } from "./model/units.ts";

/** A task that was queued again, and what its copy is called. */
export interface Copied {
  readonly id: TaskId;
  readonly newId: TaskId;
}

/**
 * Queues copies under the next free restart ids, all or none; with dependants,
 * also of those that failed because the tasks did, which wait for the copies.
 * Resolves with every copy, each task once, those that wait for others last.
 */
export async function restartBy(
  dispatch: (wish: Command) => Promise<readonly SchedulerEvent[]>,
  ids: readonly TaskId[],
  withDependants: boolean,
): Promise<readonly Copied[]> {
  const along = withDependants ? { withDependants } as const : {};
  const [event] = await dispatch({ kind: "restart", ids, ...along });
  const { tasks, copyOf } = event as Extract<
    SchedulerEvent,
    { kind: "tasksSubmitted" }
  >;
  return tasks.map(({ id: newId }, place) => ({ id: copyOf![place]!, newId }));
}
