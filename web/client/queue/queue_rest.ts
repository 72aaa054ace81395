import { batch, signal } from "@preact/signals";
import type { BoardView } from "../../../scheduler/view/board.ts";
import type { TaskView } from "../../../scheduler/view/task_view.ts";
import { ask } from "../api.ts";
import { sayFailed } from "../toasts.ts";

/** A page of GET /api/v1/tasks. */
interface TaskPage {
  readonly tasks: readonly TaskView[];
  readonly nextCursor: string | null;
}

/** The most rows that the API answers with at once. */
const PAGE = 500;
/** As many as a page of the browser can hold; a search reaches the others. */
const MOST = 10_000;
/** Changes come in crowds; what is behind the window is read after them. */
const PAUSE_MS = 2_000;

/** The tasks behind the board's window, read by ranges once they are wanted. */
export class QueueRest {
  /** All that wait, as they were read last; `null` before that. */
  readonly rows = signal<readonly TaskView[] | null>(null);
  readonly isReading = signal(false);
  #again: ReturnType<typeof setTimeout> | null = null;

  /** Reads them all, and resolves once they are there. */
  async read(): Promise<void> {
    if (this.isReading.peek()) return;
    this.isReading.value = true;
    try {
      const found = new Map<string, TaskView>();
      let cursor: string | null = "";
      while (cursor !== null && found.size < MOST) {
        const page = await readPage(cursor);
        for (const task of page.tasks) found.set(task.id, task);
        cursor = page.nextCursor;
      }
      batch(() => {
        this.rows.value = [...found.values()];
        this.isReading.value = false;
      });
    } catch (error) {
      this.isReading.value = false;
      sayFailed("The rest of the queue was not read", error);
    }
  }

  /** Reads them anew a moment later, where they were read before. */
  refresh(): void {
    if (this.rows.peek() === null || this.#again !== null) return;
    this.#again = setTimeout(() => {
      this.#again = null;
      void this.read();
    }, PAUSE_MS);
  }

  stop(): void {
    if (this.#again !== null) clearTimeout(this.#again);
    this.#again = null;
  }
}

async function readPage(cursor: string): Promise<TaskPage> {
  const from = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  const path = `api/v1/tasks?state=queued&limit=${PAGE}${from}`;
  return await ask("GET", path) as TaskPage;
}

/** The board with what stands behind its window, as far as it was read. */
export function widened(
  board: BoardView,
  rest: readonly TaskView[] | null,
): BoardView {
  if (rest === null) return board;
  const ids = new Set(board.queued.map(({ id }) => id));
  // What stood before the window's end and is not in it now has gone.
  const behind = rest.slice(rest.findLastIndex(({ id }) => ids.has(id)) + 1);
  const fit = Math.max(0, board.counts.queued - board.queued.length);
  return { ...board, queued: [...board.queued, ...behind.slice(0, fit)] };
}
