import { newTasks } from "./core/new_tasks.ts";
import type { NewTask } from "./model/command.ts";
import type { Task } from "./model/task.ts";
import type { EpochMs, GpuIndex } from "./model/units.ts";
import type { Scheduler } from "./scheduler.ts";
import type { BoardView } from "./view/board.ts";
import { forecast } from "./view/forecast.ts";
import { type TaskView, viewTask } from "./view/task_view.ts";
import { type WaitReason, whyWaiting } from "./view/wait_reason.ts";
import { waitSentence } from "./view/wait_words.ts";

/** Where and when a task would start, were it queued at this moment. */
export interface Foreseen {
  readonly startsNow: boolean;
  /** When it starts at the latest; `null` where nobody can tell. */
  readonly atMs: EpochMs | null;
  /** The GPUs that it could take now, or those it is to get then. */
  readonly gpus: readonly GpuIndex[];
  /** Why it would wait; `null` for one that would start at once. */
  readonly waits: string | null;
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
  const tasks = await scheduler.read((state) =>
    queuedOf(
      newTasks(state, { tasks: wanted, key: null }, board.nowMs, settings),
    )
  );
  return tasks.slice(0, FORESEEN).map((task) => {
    const view = viewTask(task);
    const found = foreseeOne(board, view, settings.maxCpuTasks);
    board = found.startsNow ? started(board, view, found.gpus) : after(
      board,
      view,
    );
    return found;
  });
}

function queuedOf(events: ReturnType<typeof newTasks>): readonly Task[] {
  return events.flatMap((event) =>
    event.kind === "tasksSubmitted" ? event.tasks : []
  );
}

function foreseeOne(
  board: BoardView,
  task: TaskView,
  maxCpuTasks: number | null,
): Foreseen {
  const withIt = after(board, task);
  const reason = whyWaiting(withIt, task);
  const isFree = reason.kind === "gpus" && reason.free.length >= reason.needs;
  if (isFree || hasPlace(reason, board, maxCpuTasks)) {
    const gpus = reason.kind === "gpus" ? reason.free : [];
    return { startsNow: true, atMs: board.nowMs, gpus, waits: null };
  }
  const start = forecast(withIt).get(task.id);
  return {
    startsNow: false,
    atMs: start?.atMs ?? null,
    gpus: start?.gpus ?? [],
    waits: waitSentence(reason, board.nowMs),
  };
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
  free: readonly GpuIndex[],
): BoardView {
  const taken = free.slice(0, task.nGpus);
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
