import type { Task } from "./model/task.ts";
import type { TaskId } from "./model/units.ts";
import { fairLine, loads } from "./policy/fair_line.ts";
import type { Scheduler } from "./scheduler.ts";
import { type BoardView, QUEUED_WINDOW } from "./view/board.ts";
import type { WaitReason } from "./view/wait_reason.ts";
import { gpuCount } from "./view/words.ts";

/** Who has used less of late goes first, though the task came later. */
export interface FairWait {
  readonly kind: "fairShare";
  readonly behind: TaskId;
  readonly itsGpus: number;
  /** Whose it is; `null` for the server's own token. */
  readonly of: string | null;
  /** So much more the other one weighs: what was used, and what is held. */
  readonly gpuHours: number;
}

const HOUR_MS = 3_600_000;

/** The board with its queue as GPUs are given: fairly, where that is on. */
export function inFairOrder(
  { state, settings }: Scheduler,
  board: BoardView,
): BoardView {
  const places = new Map<TaskId, number>();
  const line = fairLine(state, settings, board.nowMs);
  for (; line.next !== null && places.size < QUEUED_WINDOW; line.advance()) {
    places.set(line.next, places.size);
  }
  const placeOf = ({ id }: { readonly id: TaskId }) =>
    places.get(id) ?? Infinity;
  // Those that can not start keep their order, behind the others.
  const queued = board.queued.toSorted((a, b) =>
    placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)
  );
  return { ...board, queued };
}

/** Tells whether it is for its fair share that a task goes after another. */
export function fairWait(
  { state, settings }: Scheduler,
  task: Task,
  reason: WaitReason,
  nowMs: number,
): FairWait | null {
  if (reason.kind !== "turn") return null;
  const rival = state.tasks.get(reason.behind);
  if (rival === undefined || rival.turn < task.turn) return null;
  if (priorityOf(rival) !== priorityOf(task)) return null;
  const weighs = loads(state, settings.fairHalfLifeMs, nowMs);
  const [own, its] = [task, rival]
    .map(({ submitter = "" }) => weighs.get(submitter) ?? 0) as [
      number,
      number,
    ];
  return {
    kind: "fairShare",
    behind: rival.id,
    itsGpus: rival.spec.nGpus,
    of: rival.submitter ?? null,
    gpuHours: Math.max(0, own - its) / HOUR_MS,
  };
}

/** The same as a sentence. */
export function fairSentence(
  { behind, itsGpus, of, gpuHours }: FairWait,
): string {
  const who = of ?? "the server's own token";
  const less = gpuHours < .05
    ? "no more"
    : `${gpuHours.toFixed(1)} GPU-hours less`;
  return `Fair share: after ${behind} of ${who}, which needs ` +
    `${gpuCount(itsGpus)}; ${who} has used ${less} of late`;
}

function priorityOf({ spec: { options } }: Task): number {
  return options.priority ?? 0;
}
