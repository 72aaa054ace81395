import type { RecoveryHistory } from "./recovery.ts";
import { heldShares, isActive, type Task } from "./task.ts";
import { TurnList } from "./turn_list.ts";
import type { GpuIndex, Json, TaskId } from "./units.ts";

/** Everything that must survive; `evolve` alone changes it, in place. */
export interface SchedulerState {
  readonly tasks: Map<TaskId, Task>;
  /** Queued tasks in turn: those that want GPUs, and those that do not. */
  readonly queue: { readonly gpu: TurnList; readonly cpu: TurnList };
  /** Tasks whose process exists or may exist, in the order of their start. */
  readonly active: Set<TaskId>;
  /** Those of them that hold GPUs. */
  readonly holding: Set<TaskId>;
  /** Those of them that were asked to stop. */
  readonly stopping: Set<TaskId>;
  /** Tasks that have ended, the latest last. */
  readonly ended: Set<TaskId>;
  /** Those of them that failed or were lost. */
  readonly failed: Set<TaskId>;
  /** GPUs that a person has switched off. */
  readonly disabledGpus: Set<GpuIndex>;
  /** What each recent Idempotency-Key had queued, the latest last. */
  readonly submissions: Map<string, readonly TaskId[]>;
  envDraft: Readonly<Record<string, Json>>;
  readonly recovery: RecoveryHistory;
}

/** How many Idempotency-Keys are remembered. */
export const MAX_SUBMISSION_KEYS = 1000;

/** A server that has never seen a task. */
export function emptyState(): SchedulerState {
  return {
    tasks: new Map(),
    queue: { gpu: new TurnList(), cpu: new TurnList() },
    active: new Set(),
    holding: new Set(),
    stopping: new Set(),
    ended: new Set(),
    failed: new Set(),
    disabledGpus: new Set(),
    submissions: new Map(),
    envDraft: {},
    recovery: { sessions: [], hidden: new Map() },
  };
}

/** The queue that a task waits in. */
export function laneOf(
  { queue }: SchedulerState,
  { spec }: Pick<Task, "spec">,
): TurnList {
  return spec.nGpus > 0 ? queue.gpu : queue.cpu;
}

/** Puts a task where its state says that it belongs; its id must be new. */
export function placeTask(state: SchedulerState, task: Task): void {
  state.tasks.set(task.id, task);
  switch (task.state.name) {
    case "queued":
      laneOf(state, task).add(task.id, task.turn);
      break;
    case "starting":
    case "running":
    case "stopping":
      placeActive(state, task);
      break;
    case "failed":
    case "lost":
      state.failed.add(task.id);
      state.ended.add(task.id);
      break;
    case "succeeded":
    case "terminated":
      state.ended.add(task.id);
      break;
    default:
      task.state satisfies never;
  }
}

/** One that is active already keeps its place among them. */
function placeActive(state: SchedulerState, task: Task): void {
  state.active.add(task.id);
  if (heldShares(task).length > 0) state.holding.add(task.id);
  if (task.state.name === "stopping") state.stopping.add(task.id);
}

/** Takes a task off the record altogether. */
export function dropTask(state: SchedulerState, task: Task): void {
  state.tasks.delete(task.id);
  laneOf(state, task).delete(task.id);
  state.active.delete(task.id);
  state.holding.delete(task.id);
  state.stopping.delete(task.id);
  state.ended.delete(task.id);
  state.failed.delete(task.id);
}

/** Lets ended tasks stand in the order of their ends again. */
export function orderEnded({ ended, tasks }: SchedulerState): void {
  const endOf = (id: TaskId) => tasks.get(id)!.endedAtMs ?? 0;
  const inOrder = [...ended].sort((a, b) => endOf(a) - endOf(b));
  ended.clear();
  for (const id of inOrder) ended.add(id);
}

/** Replaces a task that has moved on. */
export function replaceTask(
  state: SchedulerState,
  before: Task,
  after: Task,
): void {
  if (before.state.name === after.state.name && before.turn === after.turn) {
    state.tasks.set(after.id, after);
    return;
  }
  if (isActive(before) && isActive(after)) {
    state.tasks.set(after.id, after);
    placeActive(state, after);
    return;
  }
  dropTask(state, before);
  placeTask(state, after);
}

/** Queued tasks of both lanes, in turn. */
export function* inTurn(state: SchedulerState): Generator<Task> {
  const lanes = [state.queue.gpu, state.queue.cpu].map((lane) =>
    lane[Symbol.iterator]()
  );
  const heads = lanes.map((lane) => lane.next());
  while (true) {
    let lowest: { lane: number; task: Task } | null = null;
    for (const [lane, head] of heads.entries()) {
      if (head.done) continue;
      const task = state.tasks.get(head.value)!;
      if (lowest === null || task.turn < lowest.task.turn) {
        lowest = { lane, task };
      }
    }
    if (lowest === null) return;
    yield lowest.task;
    heads[lowest.lane] = lanes[lowest.lane]!.next();
  }
}

/** A turn before or after every queued task. */
export function outerTurn(
  { queue }: SchedulerState,
  end: "first" | "last",
): number {
  const spans = [queue.gpu.span, queue.cpu.span].filter((span) =>
    span !== null
  );
  if (spans.length === 0) return 0;
  return end === "first"
    ? Math.min(...spans.map(([first]) => first)) - 1
    : Math.max(...spans.map(([, last]) => last)) + 1;
}
