import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import { findEntry } from "../model/recovery.ts";
import { isEnded, type Task, type TaskSpec } from "../model/task.ts";
import type { TaskOptions } from "../model/task_options.ts";
import type { EpochMs, TaskId } from "../model/units.ts";

/** The tasks that a spec waits for, whether they have ended or not. */
export function dependenciesOf({ options }: TaskSpec): readonly TaskId[] {
  const { after, afterAny } = options;
  if (after === undefined && afterAny === undefined) return [];
  return [...new Set([...after ?? [], ...afterAny ?? []])];
}

/**
 * Those of them that have not ended as they should; others are done with. So
 * is what `known`, the same task before an edit, waited for and does no more,
 * though it may have been forgotten since.
 */
export function pendingOf(
  { tasks }: SchedulerState,
  spec: TaskSpec,
  known?: Task,
): readonly TaskId[] {
  return dependenciesOf(spec).filter((id) => {
    const task = tasks.get(id);
    const isDone = task !== undefined && isMet(spec, task);
    return !isDone && !wasMet(known, spec, id);
  });
}

/**
 * What the ends among some events lead to: tasks that waited for a success
 * may go on, or fail as well, and so on behind them.
 */
export function consequences(
  state: SchedulerState,
  events: readonly SchedulerEvent[],
  atMs: EpochMs,
): SchedulerEvent[] {
  if (state.dependants.size === 0) return [];
  const ends = endsIn(state, events);
  const failed = new Set<TaskId>();
  const after: SchedulerEvent[] = [];
  for (const [on, succeeded] of ends) { // Grows while it is walked.
    for (const id of state.dependants.get(on) ?? []) {
      const { options } = state.tasks.get(id)!.spec;
      if (failed.has(id) || ends.has(id)) continue;
      if (succeeded || !isStrict(options, on)) {
        after.push({ kind: "dependencyMet", id, on });
        continue;
      }
      const failure = { kind: "dependency", on } as const;
      after.push({
        kind: "taskEnded",
        id,
        as: { name: "failed", failure },
        atMs,
      });
      failed.add(id);
      ends.set(id, false);
    }
  }
  return after;
}

/** Who has ended for good, or is back on record as ended, and whether well. */
function endsIn(
  { tasks, recovery }: SchedulerState,
  events: readonly SchedulerEvent[],
): Map<TaskId, boolean> {
  const ends = new Map<TaskId, boolean>();
  const isBack = (id: TaskId, { state }: Task) =>
    ends.set(id, state.name === "succeeded");
  for (const event of events) {
    if (event.kind === "taskEnded") {
      ends.set(event.id, event.as.name === "succeeded");
    } else if (event.kind === "taskRequeued") ends.delete(event.id);
    else if (event.kind === "taskRemoved") {
      if (tasks.get(event.id)?.state.name === "queued") {
        ends.set(event.id, false);
      }
    } else if (event.kind === "tasksPutBack") {
      for (const task of event.tasks) isBack(task.id, task);
    } else if (event.kind === "entryRestored") {
      const { entry, as = entry.id } = event;
      const { from, task } = findEntry(recovery, entry)!;
      if (from === "completed") isBack(as, task);
    }
  }
  return ends;
}

/** Tells whether a task has ended as a spec wants it. */
export function isMet({ options }: TaskSpec, task: Task): boolean {
  if (!isEnded(task)) return false;
  return task.state.name === "succeeded" || !isStrict(options, task.id);
}

/** Whether only a success will do. */
function isStrict({ after }: TaskOptions, on: TaskId): boolean {
  return after?.includes(on) ?? false;
}

/** Whether a task waited for another as it is to now, and does no more. */
export function wasMet(
  known: Task | undefined,
  { options }: TaskSpec,
  on: TaskId,
): boolean {
  if (known === undefined || known.pending.includes(on)) return false;
  const { spec } = known;
  return dependenciesOf(spec).includes(on) &&
    isStrict(spec.options, on) === isStrict(options, on);
}
