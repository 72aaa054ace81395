import type { NewTask } from "../model/command.ts";
import type { SchedulerState } from "../model/state.ts";
import { restartId } from "../model/submit/safe_id.ts";
import type { Task, TaskSpec } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";

/**
 * Those that failed because a task did, and those behind them, each after what
 * it waits for; of the same submitter alone.
 */
export function fellWith(
  { tasks, fallen }: SchedulerState,
  first: Task,
): readonly Task[] {
  const found = new Set([first]);
  for (const { id } of found) { // Grows while it is walked.
    for (const one of fallen.with(id)) {
      const task = tasks.get(one)!; // An id that came back may lead around.
      if (task.submitter === first.submitter) found.add(task);
    }
  }
  return [...found].slice(1);
}

/**
 * Copies of those that fell with a task, which wait for its copy and for each
 * other's as they did for the first ones.
 */
export function copiesOfFallen(
  state: SchedulerState,
  first: Task,
  copyId: TaskId,
): readonly NewTask[] {
  const names = new Map([[first.id, copyId]]);
  const taken = new Set([copyId]);
  const fallen = fellWith(state, first);
  for (const { id } of fallen) {
    const free = restartId(id, (one) => state.tasks.has(one) || taken.has(one));
    names.set(id, free);
    taken.add(free);
  }
  return fallen.map(({ id, spec, submitter }) => ({
    id: names.get(id)!,
    spec: behindCopies(spec, names),
    ...submitter === undefined ? {} : { submitter },
  }));
}

/** What held it back otherwise, a hold or a time, does not any more. */
function behindCopies(
  spec: TaskSpec,
  names: ReadonlyMap<TaskId, TaskId>,
): TaskSpec {
  const { hold: _hold, beginAtMs: _begin, ...options } = spec.options;
  const { after, afterAny } = options;
  const renamed = (ids: readonly TaskId[]) =>
    ids.map((id) => names.get(id) ?? id);
  return {
    ...spec,
    options: {
      ...options,
      ...after && { after: renamed(after) },
      ...afterAny && { afterAny: renamed(afterAny) },
    },
  };
}
