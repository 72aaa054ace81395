import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What a person did to the queue and the server has yet to confirm. */
export type QueueWish =
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "hold" | "release"; readonly id: string }
  | {
    readonly kind: "move";
    readonly id: string;
    /** The task to stand right before; `null` for the end. */
    readonly before: string | null;
  };

/** Shows a board as it will be once the wishes are granted. */
export function withQueueWishes(
  board: BoardView,
  wishes: readonly QueueWish[],
): BoardView {
  if (wishes.length === 0) return board;
  const gone = new Set(
    wishes.flatMap(({ kind, id }) => kind === "remove" ? id : []),
  );
  const left = board.queued.filter(({ id }) => !gone.has(id));
  const queued = wishes.reduce(withWish, left);
  const removed = board.queued.length - queued.length;
  const counts = { ...board.counts, queued: board.counts.queued - removed };
  return { ...board, queued, counts };
}

function withWish(
  queued: readonly TaskView[],
  wish: QueueWish,
): readonly TaskView[] {
  if (wish.kind === "remove") return queued;
  const task = queued.find(({ id }) => id === wish.id);
  if (task === undefined) return queued;
  if (wish.kind !== "move") {
    return queued.map((one) => one === task ? withHold(task, wish.kind) : one);
  }
  const others = queued.filter(({ id }) => id !== wish.id);
  const place = others.findIndex(({ id }) => id === wish.before);
  if (wish.before !== null && place === -1) return queued;
  return others.toSpliced(
    wish.before === null ? others.length : place,
    0,
    task,
  );
}

function withHold(task: TaskView, kind: "hold" | "release"): TaskView {
  const { hold: _hold, ...others } = task.options;
  const options = kind === "hold" ? { ...others, hold: "true" } : others;
  return { ...task, options };
}

/**
 * Names the task that one which moves between two places of those shown, both
 * from 0, will stand right before; `null` where it becomes the last of all.
 */
export function neighborAt(
  shown: readonly string[],
  from: number,
  to: number,
  all: readonly string[] = shown,
): string | null {
  const others = shown.toSpliced(from, 1);
  const next = others[to];
  if (next !== undefined) return next;
  // Right behind the last one shown, and not behind those left out of sight.
  const rest = all.filter((id) => id !== shown[from]);
  return rest[rest.indexOf(others.at(-1) ?? "") + 1] ?? null;
}

/**
 * Tells the last place that a task may be put to. Behind the last known row
 * stand tasks that the page does not know, so nothing goes right behind it.
 */
export function lastPlace(rows: number, isEndKnown: boolean): number {
  return Math.max(0, rows - (isEndKnown ? 1 : 2));
}

/** Where something stands, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Finds the box that a point is in, or else the nearest one; from 0. */
export function boxAt(boxes: readonly Box[], x: number, y: number): number {
  const apart = boxes.map(({ left, top, right, bottom }) =>
    Math.hypot(
      Math.max(left - x, 0, x - right),
      Math.max(top - y, 0, y - bottom),
    )
  );
  return apart.indexOf(Math.min(...apart));
}
