import { SpecError, type SpecIssue } from "../model/errors.ts";
import type { NewTask } from "../model/command.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import { isEnded, type Task, type TaskSpec } from "../model/task.ts";
import type { EpochMs, TaskId } from "../model/units.ts";

/** The tasks that a spec waits for, whether they have ended or not. */
export function dependenciesOf({ options }: TaskSpec): readonly TaskId[] {
  const { after, afterAny } = options;
  if (after === undefined && afterAny === undefined) return [];
  return [...new Set([...after ?? [], ...afterAny ?? []])];
}

/** Those of them that have not ended as they should; others are done with. */
export function pendingOf(
  { tasks }: SchedulerState,
  spec: TaskSpec,
): readonly TaskId[] {
  return dependenciesOf(spec).filter((id) => {
    const task = tasks.get(id);
    return task === undefined || !isMet(spec, task);
  });
}

/**
 * Puts ids where `@` (the task queued right before) and `@~2` (two before
 * that) stand, and makes sure that what is waited for can come.
 *
 * @throws {SpecError} for a task that is not on record, one that has failed
 * already, and tasks that wait for each other.
 */
export function resolveDependencies(
  state: SchedulerState,
  batch: readonly NewTask[],
): readonly NewTask[] {
  if (batch.every(({ spec }) => dependenciesOf(spec).length === 0)) {
    return batch;
  }
  const issues: SpecIssue[] = [];
  let recent: readonly TaskId[] | null = null;
  const resolved = batch.map((task, place) => {
    const spec = resolveIn(task, (back) => {
      if (back <= place) return batch[place - back]!.id;
      recent ??= recentIds(state); // Sorts all that is on record.
      return recent.at(place - back);
    }, issues);
    return { ...task, spec };
  });
  const specs = new Map(resolved.map(({ id, spec }) => [id, spec]));
  for (const { id, spec } of resolved) {
    for (const on of dependenciesOf(spec)) {
      const why = specs.has(on) ? null : whyNever(state, spec, on);
      if (why !== null) issues.push(issue(id, `${on}" ${why}`));
    }
    const circle = circleFrom(state, specs, id);
    if (circle !== null) issues.push(issue(id, circle));
  }
  if (issues.length > 0) throw new SpecError(issues);
  return resolved;
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
      if (succeeded || !options.after?.includes(on)) {
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

/** Who has ended for good, and whether well. */
function endsIn(
  { tasks }: SchedulerState,
  events: readonly SchedulerEvent[],
): Map<TaskId, boolean> {
  const ends = new Map<TaskId, boolean>();
  for (const event of events) {
    if (event.kind === "taskEnded") {
      ends.set(event.id, event.as.name === "succeeded");
    } else if (event.kind === "taskRequeued") ends.delete(event.id);
    else if (event.kind === "taskRemoved") {
      if (tasks.get(event.id)?.state.name === "queued") {
        ends.set(event.id, false);
      }
    }
  }
  return ends;
}

function isMet({ options }: TaskSpec, task: Task): boolean {
  if (!isEnded(task)) return false;
  return task.state.name === "succeeded" || !options.after?.includes(task.id);
}

function whyNever(
  { tasks }: SchedulerState,
  spec: TaskSpec,
  on: TaskId,
): string | null {
  const task = tasks.get(on);
  if (task === undefined) return "is not on record";
  return isEnded(task) && !isMet(spec, task)
    ? `has ended already, and is "${task.state.name}"`
    : null;
}

function resolveIn(
  { id, spec }: NewTask,
  /** Who was queued so many before it, from 1. */
  before: (back: number) => TaskId | undefined,
  issues: SpecIssue[],
): TaskSpec {
  const resolve = (name: string): TaskId => {
    const back = /^@(?:~(\d{1,6}))?$/.exec(name);
    if (back === null) return name;
    const found = before(1 + Number(back[1] ?? 0));
    if (found === undefined) {
      issues.push(issue(id, `${name}" names no task that was queued before`));
    }
    return found ?? name;
  };
  const { after, afterAny } = spec.options;
  return {
    ...spec,
    options: {
      ...spec.options,
      ...after && { after: after.map(resolve) },
      ...afterAny && { afterAny: afterAny.map(resolve) },
    },
  };
}

/** All tasks on record by when they were submitted, the latest last. */
function recentIds({ tasks }: SchedulerState): TaskId[] {
  return [...tasks.values()] // Those of a batch came at the same time, in turn.
    .sort((a, b) => a.submittedAtMs - b.submittedAtMs || a.turn - b.turn)
    .map(({ id }) => id);
}

/** Tells of a way from a task back to itself; `null` where there is none. */
function circleFrom(
  { tasks }: SchedulerState,
  specs: ReadonlyMap<TaskId, TaskSpec>,
  start: TaskId,
): string | null {
  const seen = new Set<TaskId>();
  const open: TaskId[] = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const spec = specs.get(id);
    const next = spec === undefined
      ? tasks.get(id)?.pending ?? []
      : dependenciesOf(spec);
    for (const on of next) {
      if (on === start) return `${id}" waits for it in turn`;
      if (!seen.has(on)) open.push(on);
      seen.add(on);
    }
  }
  return null;
}

function issue(id: TaskId, rest: string): SpecIssue {
  return {
    message: `Cannot let "${id}" wait: "${rest}`,
    field: "options.after",
  };
}
