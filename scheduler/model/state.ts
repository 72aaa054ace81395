import type { Drain } from "./drain.ts";
import { Fallen } from "./fallen.ts";
import type { GpuEnd } from "./gpu_end.ts";
import type { RecoveryHistory } from "./recovery.ts";
import type { RunTimes } from "./run_times.ts";
import {
  hasYielded,
  heldShares,
  isActive,
  isEnded,
  type Task,
} from "./task.ts";
import type { Pause } from "./pause.ts";
import { TagIndex } from "./tag_index.ts";
import { URGENT } from "./options/priority.ts";
import { isReady, Lanes } from "./lanes.ts";
import { TurnList } from "./turn_list.ts";
import type { Usage } from "./usage.ts";
import type { GpuIndex, Json, TaskId } from "./units.ts";

/** Everything that must survive; `evolve` alone changes it, in place. */
export interface SchedulerState {
  readonly tasks: Map<TaskId, Task>;
  /** All of them as they were submitted, the latest last. */
  readonly submitted: TurnList;
  /** Queued tasks in turn. */
  readonly queue: Lanes;
  /** How many tasks each submitter has queued. */
  readonly queuedBy: Map<string, number>;
  /** The last turn that was given at each priority. */
  readonly lastTurns: Map<number, number>;
  /** Queued tasks that a moment must come for, by that moment. */
  readonly timetable: TurnList;
  /** Queued tasks that others may be asked to make way for, in turn. */
  readonly urgent: TurnList;
  /** For each task that is waited for, the queued tasks that do. */
  readonly dependants: Map<TaskId, Set<TaskId>>;
  /** Tasks whose process exists or may exist, in the order of their start. */
  readonly active: Set<TaskId>;
  /** Those of them that hold GPUs. */
  readonly holding: Set<TaskId>;
  /** Those of them that were asked to stop. */
  readonly stopping: Set<TaskId>;
  /** Those of them that time itself will change. */
  readonly timed: Set<TaskId>;
  /** Tasks that have made way for others, and are to end yet. */
  readonly yielded: Set<TaskId>;
  /** Tasks that have ended, the latest last. */
  readonly ended: TurnList;
  /** Those of them that failed or were lost. */
  readonly failed: Set<TaskId>;
  /** Those of them that failed because another did. */
  readonly fallen: Fallen;
  /** GPUs that take no further tasks, and why. */
  readonly drains: Map<GpuIndex, Drain>;
  /** What a person has paused. */
  pauses: readonly Pause[];
  /** The tasks of each tag. */
  readonly tags: TagIndex;
  /** How tasks on GPUs ended of late, the latest last; not saved. */
  readonly gpuEnds: GpuEnd[];
  /** What each recent Idempotency-Key had queued, the latest last. */
  readonly submissions: Map<string, readonly TaskId[]>;
  /** How long the latest runs of each name took. */
  readonly runTimes: RunTimes;
  /** The GPU time that each submitter has used. */
  readonly usage: Map<string, Usage>;
  envDraft: Readonly<Record<string, Json>>;
  readonly recovery: RecoveryHistory;
}

/** How many Idempotency-Keys are remembered. */
export const MAX_SUBMISSION_KEYS = 1000;

/** A server that has never seen a task. */
export function emptyState(): SchedulerState {
  return {
    tasks: new Map(),
    submitted: new TurnList(),
    queue: new Lanes(),
    queuedBy: new Map(),
    lastTurns: new Map(),
    timetable: new TurnList(),
    urgent: new TurnList(),
    dependants: new Map(),
    active: new Set(),
    holding: new Set(),
    stopping: new Set(),
    timed: new Set(),
    yielded: new Set(),
    ended: new TurnList(),
    failed: new Set(),
    fallen: new Fallen(),
    drains: new Map(),
    pauses: [],
    tags: new TagIndex(),
    gpuEnds: [],
    submissions: new Map(),
    runTimes: new Map(),
    usage: new Map(),
    envDraft: {},
    recovery: { sessions: [], hidden: new Map() },
  };
}

/**
 * Puts a task where its state says that it belongs; its id must be new. Among
 * the submitted it stands by its time, unless it was put there before.
 */
export function placeTask(state: SchedulerState, task: Task): void {
  const { id, submittedAtMs } = task;
  if (!state.submitted.has(id)) state.submitted.add(id, submittedAtMs);
  stand(state, task);
}

function stand(state: SchedulerState, task: Task): void {
  state.tasks.set(task.id, task);
  state.tags.add(task);
  if (hasYielded(task) && !isEnded(task)) state.yielded.add(task.id);
  switch (task.state.name) {
    case "queued":
      placeQueued(state, task);
      break;
    case "starting":
    case "running":
    case "stopping":
      placeActive(state, task);
      break;
    case "failed":
    case "lost":
      state.failed.add(task.id);
      state.fallen.add(task);
      state.ended.add(task.id, task.endedAtMs ?? 0);
      break;
    case "succeeded":
    case "terminated":
      state.ended.add(task.id, task.endedAtMs ?? 0);
      break;
    default:
      task.state satisfies never;
  }
}

function placeQueued(state: SchedulerState, task: Task): void {
  const { id, turn, notBeforeMs, pending, spec } = task;
  state.queue.add(task);
  countQueued(state, task, 1);
  if (notBeforeMs !== null) state.timetable.add(id, notBeforeMs);
  for (const on of pending) {
    const waiting = state.dependants.get(on);
    if (waiting === undefined) state.dependants.set(on, new Set([id]));
    else waiting.add(id);
  }
  if (isPressing(task)) state.urgent.add(id, turn);
  const { priority = 0 } = spec.options;
  const last = state.lastTurns.get(priority);
  if (last === undefined || last < turn) state.lastTurns.set(priority, turn);
}

/** Tells whether others may be asked to make way for a queued task. */
export function isPressing(task: Task): boolean {
  const { nGpus, options: { priority = 0 } } = task.spec;
  return nGpus > 0 && priority >= URGENT && isReady(task);
}

function countQueued(
  { queuedBy }: SchedulerState,
  { submitter }: Task,
  by: 1 | -1,
): void {
  if (submitter === undefined) return;
  const count = (queuedBy.get(submitter) ?? 0) + by;
  if (count === 0) queuedBy.delete(submitter);
  else queuedBy.set(submitter, count);
}

function dropQueued(state: SchedulerState, task: Task): void {
  if (task.state.name === "queued") countQueued(state, task, -1);
  state.queue.delete(task);
  state.timetable.delete(task.id);
  state.urgent.delete(task.id);
  for (const on of task.pending) {
    const waiting = state.dependants.get(on);
    waiting?.delete(task.id);
    if (waiting?.size === 0) state.dependants.delete(on);
  }
}

/** One that is active already keeps its place among them. */
function placeActive(state: SchedulerState, task: Task): void {
  state.active.add(task.id);
  if (heldShares(task).length > 0) state.holding.add(task.id);
  const stops = task.state.name === "stopping";
  if (stops) state.stopping.add(task.id);
  if (stops || task.spec.options.timeoutMs !== undefined) {
    state.timed.add(task.id);
  }
}

/** Takes a task off the record altogether. */
export function dropTask(state: SchedulerState, task: Task): void {
  state.submitted.delete(task.id);
  leave(state, task);
}

function leave(state: SchedulerState, task: Task): void {
  state.tasks.delete(task.id);
  state.tags.delete(task);
  dropQueued(state, task);
  state.active.delete(task.id);
  state.holding.delete(task.id);
  state.stopping.delete(task.id);
  state.timed.delete(task.id);
  state.yielded.delete(task.id);
  state.ended.delete(task.id);
  state.failed.delete(task.id);
  state.fallen.delete(task);
}

/** Replaces a task that has moved on, or goes by another id. */
export function replaceTask(
  state: SchedulerState,
  before: Task,
  after: Task,
): void {
  const isQueued = before.state.name === "queued";
  if (!isQueued && before.state.name === after.state.name) {
    state.tasks.set(after.id, after);
    return;
  }
  if (isActive(before) && isActive(after)) {
    state.tags.delete(before);
    state.tags.add(after);
    state.tasks.set(after.id, after);
    placeActive(state, after);
    return;
  }
  leave(state, before);
  stand(state, after);
  if (before.id !== after.id) state.submitted.rename(before.id, after.id);
}

/** Queued tasks, in turn, from a turn on. */
export function* inTurn(
  { queue, tasks }: SchedulerState,
  from?: number,
): Generator<Task> {
  for (const id of queue.all(from)) yield tasks.get(id)!;
}
