import type { NewTask } from "../model/command.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import { headStart } from "../model/turns.ts";
import type { EpochMs } from "../model/units.ts";
import { pendingOf } from "./dependencies.ts";
import { resolveDependencies } from "./resolve_dependencies.ts";
import { duplicateText, laterThan, refuseImpossible } from "./new_tasks.ts";
import type { Rules } from "./rules.ts";

/**
 * Gives a queued task another spec, and another id if it is free. The task
 * keeps its place in the queue, unless its priority is another.
 *
 * @throws {SpecError | Refused} for what can not be.
 */
export function editTask(
  state: SchedulerState,
  task: Task,
  wish: NewTask,
  nowMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  refuseImpossible([wish], rules);
  const same = wish.id === task.id ? undefined : state.tasks.get(wish.id);
  if (same !== undefined) {
    throw new Refused("duplicate-id", [duplicateText(same)]);
  }
  const [{ id, spec }] = resolveDependencies(state, [wish], task) as [NewTask];
  const { agingMs } = rules;
  const ahead = headStart(spec, agingMs) - headStart(task.spec, agingMs);
  const isSameBegin = spec.options.beginAtMs === task.spec.options.beginAtMs;
  const { budget } = task.spec;
  const as = {
    id,
    spec: budget === undefined ? spec : { budget, ...spec },
    turn: task.turn - ahead,
    notBeforeMs: isSameBegin
      ? task.notBeforeMs // Or it would lose the wait before a retry.
      : laterThan(spec.options.beginAtMs, nowMs),
    pending: pendingOf(state, spec, task),
    ...wish.approval === undefined ? {} : { approval: wish.approval },
  };
  return [{ kind: "taskEdited", id: task.id, as }];
}
