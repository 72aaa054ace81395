import { newTasks } from "./core/new_tasks.ts";
import type { NewTask } from "./model/command.ts";
import type { Task } from "./model/task.ts";
import type { EpochMs, GpuIndex, TaskId } from "./model/units.ts";
import type { Scheduler } from "./scheduler.ts";
import type { BoardView } from "./view/board.ts";
import { lookAhead, type Reservation } from "./policy/look_ahead.ts";
import { Limits } from "./policy/limits.ts";
import { type TaskView, viewTask } from "./view/task_view.ts";
import { explainWaiting } from "./view/wait_obstacles.ts";
import { isNever, type WaitReason } from "./view/wait_reason.ts";
import { waitSentence } from "./view/wait_words.ts";

/** Where and when a task would start, were it queued at this moment. */
export interface Foreseen {
  readonly startsNow: boolean;
  /** When it starts at the latest; `null` where nobody can tell. */
  readonly atMs: EpochMs | null;
  /** The GPUs that it is to get, as far as that is known. */
  readonly gpus: readonly GpuIndex[];
  /** Why it would wait; `null` for one that would start at once. */
  readonly waits: string | null;
  /** Whether it could ever start on these GPUs. */
  readonly isPossible: boolean;
}

/** Of a batch, what is told of; looking further ahead says little. */
const FORESEEN = 100;

/**
 * Tells what would become of some tasks, each after those before it; of a
 * long batch only the first hundred. Nothing is queued.
 *
 * @throws {Refused | SpecError} where queueing them would be turned down.
 */
export async function foresee(
  scheduler: Scheduler,
  wanted: readonly NewTask[],
): Promise<readonly Foreseen[]> {
  const { settings } = scheduler;
  let board = await scheduler.board();
  const { tasks, starts } = await scheduler.read((state) => {
    const wish = { tasks: wanted, key: null };
    const tasks = queuedOf(newTasks(state, wish, board.nowMs, settings));
    return { tasks, starts: startsOf(scheduler, tasks, board.nowMs) };
  });
  return tasks.slice(0, FORESEEN).map((task) => {
    const view = viewTask(task);
    const start = starts.get(task.id);
    const found = foreseeOne(board, view, start, settings.maxCpuTasks);
    board = found.startsNow ? started(board, view, found.gpus) : after(
      board,
      view,
    );
    return found;
  });
}

/** When they start at the latest, by the eyes of the policy. */
function startsOf(
  { state, machine, settings }: Scheduler,
  tasks: readonly Task[],
  nowMs: EpochMs,
): ReadonlyMap<TaskId, Reservation> {
  const keepsAll = settings.policy === "fifo";
  const found = lookAhead(
    state,
    machine.offers(state, nowMs),
    new Limits(state, machine.host.forTasks),
    { ...settings, nowMs, keepsAll, nowOnly: false },
    tasks.filter(({ spec }) => spec.nGpus > 0),
  );
  return new Map([...found].map((start) => [start.id, start]));
}

function queuedOf(events: ReturnType<typeof newTasks>): readonly Task[] {
  return events.flatMap((event) =>
    event.kind === "tasksSubmitted" ? event.tasks : []
  );
}

function foreseeOne(
  board: BoardView,
  task: TaskView,
  start: Reservation | undefined,
  maxCpuTasks: number | null,
): Foreseen {
  const reason = explainWaiting(after(board, task), task);
  const { nowMs } = board;
  const gpus = start?.gpus ?? [];
  if (start?.atMs === nowMs || hasPlace(reason, board, maxCpuTasks)) {
    const now = { startsNow: true, atMs: nowMs, gpus };
    return { ...now, waits: null, isPossible: true };
  }
  const atMs = start?.atMs ?? null;
  const waits = waitSentence(reason, nowMs);
  const isPossible = !isNever(reason);
  return { startsNow: false, atMs, gpus, waits, isPossible };
}

function hasPlace(
  reason: WaitReason,
  { active }: BoardView,
  maxCpuTasks: number | null,
): boolean {
  return reason.kind === "places" && (maxCpuTasks === null ||
    active.filter(({ nGpus }) => nGpus === 0).length < maxCpuTasks);
}

function after(board: BoardView, task: TaskView): BoardView {
  const queued = [...board.queued, task].sort((a, b) => a.turn - b.turn);
  return { ...board, queued };
}

function started(
  board: BoardView,
  task: TaskView,
  taken: readonly GpuIndex[],
): BoardView {
  return {
    ...board,
    active: [...board.active, { ...task, startedAtMs: board.nowMs }],
    gpus: board.gpus.map((gpu) =>
      taken.includes(gpu.index)
        ? { ...gpu, status: "held", heldBy: [task.id] }
        : gpu
    ),
  };
}
