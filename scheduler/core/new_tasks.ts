import { Refused, SpecError } from "../model/errors.ts";
import type { Command, NewTask } from "../model/command.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import { isActive, isEnded, type Task } from "../model/task.ts";
import { turnOf } from "../model/turns.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import { pendingOf } from "./dependencies.ts";
import { resolveDependencies } from "./resolve_dependencies.ts";
import type { Rules } from "./rules.ts";

type Submitted = Extract<SchedulerEvent, { kind: "tasksSubmitted" }>;
type Submission = Omit<Extract<Command, { kind: "submit" }>, "kind">;

/**
 * Queues a batch, all or nothing, behind what came before at each priority; a
 * known key queues nothing.
 */
export function newTasks(
  state: SchedulerState,
  { tasks, key, maxQueued }: Submission,
  atMs: EpochMs,
  rules: Rules,
): Submitted[] {
  if (key !== null && state.submissions.has(key)) {
    refuseOtherWork(state, key, tasks);
    return [];
  }
  refuseImpossible(tasks, rules);
  refuseDuplicates(state, tasks);
  refuseTooMany(state, tasks, maxQueued);
  const resolved = resolveDependencies(state, tasks);
  const turns = inLine(state, resolved, atMs, rules);
  const queued = resolved.map((
    { id, spec, submitter, approval },
    place,
  ): Task => ({
    id,
    spec,
    state: { name: "queued" },
    sinceMs: atMs,
    submittedAtMs: atMs,
    attempt: 0,
    startedAtMs: null,
    endedAtMs: null,
    lastGpus: null,
    logFile: null,
    turn: turns[place]!,
    notBeforeMs: laterThan(spec.options.beginAtMs, atMs),
    pending: pendingOf(state, spec),
    earlier: [],
    ...submitter === undefined ? {} : { submitter },
    ...approval === undefined ? {} : { approval },
  }));
  return [{ kind: "tasksSubmitted", tasks: queued, key }];
}

/** @throws {Refused} where a submitter would have too many tasks queued. */
function refuseTooMany(
  { queuedBy }: SchedulerState,
  tasks: Submission["tasks"],
  maxQueued: number | undefined,
): void {
  const submitter = tasks[0]?.submitter;
  if (maxQueued === undefined || submitter === undefined) return;
  const queued = queuedBy.get(submitter) ?? 0;
  if (queued + tasks.length <= maxQueued) return;
  const reason = `Cannot queue ${tasks.length} more: "${submitter}" may have ` +
    `${maxQueued} tasks queued, and has ${queued}; wait for some to start`;
  throw new Refused("over-limit", [reason]);
}

/** A moment to wait for; `null` for one that has come, or none. */
export function laterThan(
  beginAtMs: EpochMs | undefined,
  nowMs: EpochMs,
): EpochMs | null {
  return beginAtMs !== undefined && beginAtMs > nowMs ? beginAtMs : null;
}

/** Gives each of a batch its turn, those of one priority one after another. */
function inLine(
  state: SchedulerState,
  tasks: readonly NewTask[],
  atMs: EpochMs,
  { agingMs }: Rules,
): readonly number[] {
  const next = new Map<number, number>();
  return tasks.map(({ spec }) => {
    const { priority = 0 } = spec.options;
    const turn = next.get(priority) ?? turnOf(state, spec, atMs, agingMs);
    next.set(priority, turn + 1);
    return turn;
  });
}

/** The same key must mean the same work: Idempotency-Key draft, 2.7. */
function refuseOtherWork(
  state: SchedulerState,
  key: string,
  tasks: Submission["tasks"],
): void {
  const ids = state.submissions.get(key)!;
  const same = ids.length === tasks.length && ids.every((id, place) => {
    const before = state.tasks.get(id);
    const { spec } = tasks[place]!;
    return before === undefined ||
      before.spec.command === spec.command &&
        before.spec.nGpus === spec.nGpus;
  });
  if (same) return;
  const reason = "Cannot queue: this Idempotency-Key was used for other " +
    "tasks; send a new key";
  throw new Refused("key-reused", [reason]);
}

/** @throws {SpecError} for a name that nobody is told by. */
function refuseUnknownNotify(
  tasks: Submission["tasks"],
  { toNotify }: Rules,
): void {
  const issues = tasks.flatMap(({ id, spec: { options } }) => {
    const strange = options.notify?.find((one) => !toNotify.includes(one));
    if (strange === undefined) return [];
    const message = `Cannot queue "${id}": ant_notify names "${strange}", ` +
      `this server knows ${toNotify.join(", ")}`;
    return [{ message, field: "options.notify" }];
  });
  if (issues.length > 0) throw new SpecError(issues);
}

const NEVER = "impossible" as const;

/** @throws {SpecError} for what can never run on this server. */
export function refuseImpossible(
  tasks: Submission["tasks"],
  rules: Rules,
): void {
  const { gpus } = rules;
  refuseUnknownNotify(tasks, rules);
  const issues = tasks.flatMap(({ id, spec: { nGpus, options } }) => {
    const strange = options.gpuIds?.find((gpu) => !gpus.includes(gpu));
    if (strange !== undefined) {
      const have = gpus.length === 0 ? "none" : gpus.join(", ");
      const message = `Cannot queue "${id}": it needs GPU ${strange}, this ` +
        `server uses ${have}`;
      return [{ message, field: "options.gpuIds", code: NEVER }];
    }
    if (Number.isInteger(nGpus) && nGpus >= 0 && nGpus <= gpus.length) {
      return [];
    }
    const message = Number.isInteger(nGpus) && nGpus >= 0
      ? `Cannot queue "${id}": it needs ${nGpus} GPUs, this server has ` +
        `${gpus.length}`
      : `Cannot queue "${id}": the number of GPUs is ${nGpus}, not a whole ` +
        `number from 0 to ${gpus.length}`;
    return [{ message, field: "n_gpus", code: NEVER }];
  });
  if (issues.length > 0) throw new SpecError(issues);
}

/** @throws {Refused} where an id is taken. */
export function refuseDuplicates(
  state: SchedulerState,
  tasks: readonly { readonly id: TaskId }[],
): void {
  const seen = new Set<TaskId>();
  const reasons: string[] = [];
  for (const { id } of tasks) {
    const same = state.tasks.get(id);
    if (same !== undefined) reasons.push(duplicateText(same));
    else if (seen.has(id)) {
      reasons.push(
        `Duplicate entry: the id '${id}' stands twice in the submitted queue.`,
      );
    }
    seen.add(id);
  }
  if (reasons.length > 0) throw new Refused("duplicate-id", reasons);
}

/** The words that ANT's clients look for when an id is taken. */
export function duplicateText(task: Task): string {
  const holders = isEnded(task)
    ? "previously ran tasks"
    : isActive(task)
    ? "running tasks"
    : "currently queued tasks";
  return `Duplicate entry: the id '${task.id}' is taken by ${holders}.`;
}
