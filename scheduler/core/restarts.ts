import type { NewTask } from "../model/command.ts";
import type { SchedulerState } from "../model/state.ts";
import { restartId } from "../model/submit/safe_id.ts";
import type { Task, TaskSpec } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";

/** A copy that is to be queued, and whose it is. */
export interface CopyOf {
  readonly of: TaskId;
  readonly copy: NewTask;
}

/**
 * Copies of tasks; with dependants, those of what fell with them come along,
 * and each task is copied once, behind the copies of what it waited for.
 */
export function copiesOf(
  state: SchedulerState,
  asked: readonly Task[],
  withDependants: boolean,
): readonly CopyOf[] {
  const roots = withDependants ? rootsOf(state, asked) : asked;
  const names = named(state, roots);
  const copies = roots.map(({ id, spec, submitter }): CopyOf => ({
    of: id,
    copy: { id: names.get(id)!, spec: anew(spec), ...whose(submitter) },
  }));
  const along = withDependants ? copiesOfFallen(state, roots, names) : [];
  return [...copies, ...along];
}

/**
 * Copies of those that fell with tasks, which wait for their copies and for
 * each other's as they did for the first ones. `names` are those of the
 * tasks' own copies.
 */
export function copiesOfFallen(
  state: SchedulerState,
  roots: readonly Task[],
  names: ReadonlyMap<TaskId, TaskId>,
): readonly CopyOf[] {
  const fallen = fellWith(state, roots);
  const all = named(state, fallen, names);
  return fallen.map(({ id, spec, submitter }) => ({
    of: id,
    copy: {
      id: all.get(id)!,
      spec: behindCopies(spec, all),
      ...whose(submitter),
    },
  }));
}

/**
 * Those that failed because tasks did, and those behind them, each after what
 * it waits for; of the same submitter alone.
 */
export function fellWith(
  state: SchedulerState,
  first: readonly Task[],
): readonly Task[] {
  const found = new Set(first);
  for (const task of found) { // Grows while it is walked.
    for (const below of fellBy(state, task)) found.add(below);
  }
  return [...found].slice(first.length);
}

/** Those of tasks that did not fall with another of them. */
function rootsOf(
  state: SchedulerState,
  asked: readonly Task[],
): readonly Task[] {
  const all = [...asked, ...fellWith(state, asked)];
  const along = new Set(all.flatMap((task) => fellBy(state, task)));
  const roots = asked.filter((task) => !along.has(task));
  const reached = new Set([...roots, ...fellWith(state, roots)]);
  // Ids that came back may lead around: the first on a circle begins it.
  for (const task of asked) {
    if (reached.has(task)) continue;
    roots.push(task);
    for (const one of [task, ...fellWith(state, [task])]) reached.add(one);
  }
  return roots;
}

/** An id may have come back: who fell before it did fell with another task. */
function fellBy(
  { tasks, fallen, submitted }: SchedulerState,
  { id, submitter, submittedAtMs }: Task,
): readonly Task[] {
  return [...fallen.with(id)].map((one) => tasks.get(one)!)
    .filter((task) => task.submitter === submitter)
    .filter((task) =>
      !submitted.comesBefore(task.id, id) || task.endedAtMs! > submittedAtMs
    );
}

/** The ids of copies, by those of the tasks; each is given once. */
function named(
  { tasks }: SchedulerState,
  wanted: readonly Task[],
  before: ReadonlyMap<TaskId, TaskId> = new Map(),
): ReadonlyMap<TaskId, TaskId> {
  const names = new Map(before);
  const given = new Set(before.values());
  for (const { id } of wanted) {
    const free = restartId(id, (one) => tasks.has(one) || given.has(one));
    names.set(id, free);
    given.add(free);
  }
  return names;
}

function whose(submitter: string | undefined): Pick<NewTask, "submitter"> {
  return submitter === undefined ? {} : { submitter };
}

/** What kept the first one waiting does not keep its copy. */
export function anew(spec: TaskSpec): TaskSpec {
  const { after: _after, afterAny: _any, ...options } = atOnce(spec);
  return { ...spec, options };
}

/** What held it back otherwise, a hold or a time, does not any more. */
function behindCopies(
  spec: TaskSpec,
  names: ReadonlyMap<TaskId, TaskId>,
): TaskSpec {
  const options = atOnce(spec);
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

function atOnce({ options }: TaskSpec) {
  const { hold: _hold, beginAtMs: _begin, ...rest } = options;
  return rest;
}
