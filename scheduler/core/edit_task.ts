import type { NewTask } from "../model/command.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import type { TaskId } from "../model/units.ts";
import { duplicateText, refuseImpossible } from "./new_tasks.ts";
import type { Rules } from "./rules.ts";

/**
 * Gives a queued task another spec, and another id if it is free. The task
 * keeps its place in the queue.
 */
export function editTask(
  { tasks }: SchedulerState,
  id: TaskId,
  as: NewTask,
  rules: Rules,
): SchedulerEvent[] {
  refuseImpossible([as], rules);
  const same = as.id === id ? undefined : tasks.get(as.id);
  if (same !== undefined) {
    throw new Refused("duplicate-id", [duplicateText(same)]);
  }
  return [{ kind: "taskEdited", id, as }];
}
