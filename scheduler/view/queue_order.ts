import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** What a person did to the queue and the server has yet to confirm. */
export type QueueWish =
  | { readonly kind: "remove"; readonly id: string }
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
  const queued = wishes.reduce(withWish, board.queued);
  const gone = board.queued.length - queued.length;
  const counts = { ...board.counts, queued: board.counts.queued - gone };
  return { ...board, queued, counts };
}

function withWish(
  queued: readonly TaskView[],
  wish: QueueWish,
): readonly TaskView[] {
  const task = queued.find(({ id }) => id === wish.id);
  if (task === undefined) return queued;
  const others = queued.filter(({ id }) => id !== wish.id);
  if (wish.kind === "remove") return others;
  const place = others.findIndex(({ id }) => id === wish.before);
  if (wish.before !== null && place === -1) return queued;
  return others.toSpliced(
    wish.before === null ? others.length : place,
    0,
    task,
  );
}

/**
 * Names the task that one which moves between two places, both from 0, will
 * stand right before; `null` where it becomes the last.
 */
export function neighborAt(
  ids: readonly string[],
  from: number,
  to: number,
): string | null {
  return ids.toSpliced(from, 1)[to] ?? null;
}

/**
 * Tells the last place that a task may be put to. Behind a window's last row
 * stand tasks that the page does not know, so nothing goes right behind it.
 */
export function lastPlace(rows: number, beyond: number): number {
  return Math.max(0, rows - (beyond > 0 ? 2 : 1));
}

/**
 * Finds the place, from 0, for a row whose middle is at `y`, by the tops of
 * all rows and the bottom of the last.
 */
export function placeAt(edges: readonly number[], y: number): number {
  const below = edges.findIndex((edge) => edge > y);
  const place = below === -1 ? edges.length - 2 : below - 1;
  return Math.min(Math.max(place, 0), edges.length - 2);
}
