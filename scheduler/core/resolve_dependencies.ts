import { SpecError, type SpecIssue } from "../model/errors.ts";
import type { NewTask } from "../model/command.ts";
import type { SchedulerState } from "../model/state.ts";
import { isEnded, type Task, type TaskSpec } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import { dependenciesOf, isMet, wasMet } from "./dependencies.ts";

/**
 * Puts ids where `@` (the task queued right before) and `@~2` (two before
 * that) stand, and makes sure that what is waited for can come.
 *
 * `known` is the queued task that a batch of one is to replace: `@` is the one
 * before it.
 *
 * @throws {SpecError} for a task that is not on record, one that has failed
 * already, and tasks that wait for each other.
 */
export function resolveDependencies(
  state: SchedulerState,
  batch: readonly NewTask[],
  known?: Task,
): readonly NewTask[] {
  if (batch.every(({ spec }) => dependenciesOf(spec).length === 0)) {
    return batch;
  }
  const issues: SpecIssue[] = [];
  const recent = new Recent(state, known);
  const resolved = batch.map((task, place) => {
    const spec = resolveIn(task, (back) => {
      if (back <= place) return batch[place - back]!.id;
      return recent.at(back - place);
    }, issues);
    return { ...task, spec };
  });
  const specs = new Map(resolved.map(({ id, spec }) => [id, spec]));
  const clear = new Set<TaskId>();
  for (const { id, spec } of resolved) {
    for (const on of dependenciesOf(spec)) {
      const isDone = specs.has(on) || wasMet(known, spec, on);
      const why = isDone ? null : whyNever(state, spec, on);
      if (why !== null) issues.push(issue(id, `${on}" ${why}`));
    }
    const names = known === undefined ? [id] as const : [id, known.id] as const;
    const circle = circleFrom(state, specs, names, clear);
    if (circle !== null) issues.push(issue(id, circle));
    else clear.add(id);
  }
  if (issues.length > 0) throw new SpecError(issues);
  return resolved;
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

/**
 * The tasks on record, or those before one of them, the last submitted first:
 * read as far back as is asked.
 */
class Recent {
  readonly #rest: Iterator<TaskId>;
  readonly #read: TaskId[] = [];

  constructor({ submitted }: SchedulerState, known: Task | undefined) {
    this.#rest = submitted.backward(known?.id);
  }

  /** From 1; `undefined` where fewer are on record. */
  at(back: number): TaskId | undefined {
    while (this.#read.length < back) {
      const next = this.#rest.next();
      if (next.done) break;
      this.#read.push(next.value);
    }
    return this.#read[back - 1];
  }
}

/** Tells of a way from a task back to itself; `null` where there is none. */
function circleFrom(
  { tasks }: SchedulerState,
  specs: ReadonlyMap<TaskId, TaskSpec>,
  /** What it goes by, before an edit and after. */
  names: readonly [TaskId, ...TaskId[]],
  /** On no circle, so that no circle leads through them: a chain costs once. */
  clear: ReadonlySet<TaskId>,
): string | null {
  const seen = new Set<TaskId>();
  const open: TaskId[] = [names[0]];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const spec = specs.get(id);
    const next = spec === undefined
      ? tasks.get(id)?.pending ?? []
      : dependenciesOf(spec);
    for (const on of next) {
      if (names.includes(on)) return `${id}" waits for it in turn`;
      if (!seen.has(on) && !clear.has(on)) open.push(on);
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
