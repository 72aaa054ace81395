import type { SchedulerEvent } from "../model/event.ts";
import { inTurn, type SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import { outerTurn } from "../model/turns.ts";
import type { TaskId } from "../model/units.ts";

/**
 * Puts a queued task right before another, or at the tail with `null`. A turn
 * halfway between two others is free as long as numbers last; when they do
 * not, the whole queue is numbered anew, which is rare.
 */
export function moveBefore(
  state: SchedulerState,
  task: Task,
  before: TaskId | null,
): SchedulerEvent[] {
  if (before === task.id) return [];
  const others = [...inTurn(state)].filter(({ id }) => id !== task.id);
  const place = before === null
    ? others.length
    : others.findIndex(({ id }) => id === before);
  const [earlier, later] = [others[place - 1], others[place]];
  if (isBetween(task, earlier, later)) return [];
  if (later === undefined) return [moved(task, outerTurn(state, "last"))];
  if (earlier === undefined) return [moved(task, outerTurn(state, "first"))];
  const turn = (earlier.turn + later.turn) / 2;
  if (earlier.turn < turn && turn < later.turn) return [moved(task, turn)];
  return others.toSpliced(place, 0, task).map(moved);
}

function isBetween(
  { turn }: Task,
  earlier: Task | undefined,
  later: Task | undefined,
): boolean {
  return (earlier === undefined || earlier.turn < turn) &&
    (later === undefined || turn < later.turn);
}

function moved({ id }: Task, turn: number): SchedulerEvent {
  return { kind: "taskMoved", id, turn };
}
