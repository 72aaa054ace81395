import type { TaskId } from "../model/units.ts";
import type { BoardView } from "./board.ts";
import { type PlanAxis, planAxis, type PlanWindow } from "./plan_axis.ts";
import type { PlanBlock } from "./plan_block.ts";
import { plannedBlocks } from "./plan_future.ts";
import { endedBlocks } from "./plan_past.ts";
import { presentBlocks } from "./plan_present.ts";
import { waitReason } from "./wait_words.ts";
import type { TaskView } from "./task_view.ts";
import { byWhen, startsAhead } from "./forecast.ts";

/** A task that will start, whether or not anybody knows when. */
export interface PlannedTask {
  readonly id: TaskId;
  /** Its place in the queue, from 1. */
  readonly place: number;
  readonly nGpus: number;
  readonly reason: string;
  /** When at the latest, in words; `null` where nobody knows. */
  readonly start: string | null;
}

/** What is known of the past and the future of each GPU. */
export interface PlanStrip {
  readonly axis: PlanAxis;
  /** The physical index of each row's GPU. */
  readonly gpus: readonly number[];
  readonly blocks: readonly PlanBlock[];
  /** The head of the queue, in its order. */
  readonly next: readonly PlannedTask[];
}

/** As many as fit beside each other. */
const NEXT_SHOWN = 6;

/**
 * Lays out what runs, what ended a while ago, and what stands in the way.
 * An end that nobody knows is never drawn: such blocks reach to the edge.
 */
export function planStrip(board: BoardView, window: PlanWindow): PlanStrip {
  const axis = planAxis(board.nowMs, window);
  const starts = startsAhead(board);
  const startOf = ({ id }: TaskView) => {
    const start = starts.get(id);
    return start === undefined ? null : byWhen(start, board.nowMs);
  };
  return {
    axis,
    gpus: board.gpus.map(({ index }) => index),
    blocks: [
      ...endedBlocks(board, axis),
      ...presentBlocks(board, axis),
      ...plannedBlocks(board, axis),
    ],
    next: board.queued.slice(0, NEXT_SHOWN).map((task, i) => ({
      id: task.id,
      place: i + 1,
      nGpus: task.nGpus,
      reason: waitReason(board, task),
      start: startOf(task),
    })),
  };
}
