import { applyPatch, type BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { readEvents } from "./event_stream.ts";
import type { TestServer } from "./server.ts";
import { PATIENCE_MS } from "./within.ts";

/** Finds a task on a board, wherever it stands. */
export function taskOn(board: BoardView, id: string): TaskView | undefined {
  return [...board.queued, ...board.active, ...board.ended]
    .find((task) => task.id === id);
}

/**
 * Follows the server's feed, as a page does, and resolves to the first board
 * that `isDone` likes. `seen` is shown every board on the way. Rejects when
 * none has come for minutes, rather than to wait for good.
 */
export async function untilBoard(
  server: TestServer,
  isDone: (board: BoardView) => boolean,
  seen: (board: BoardView) => void = () => {},
): Promise<BoardView> {
  const leave = new AbortController();
  const response = await server.fetch("/api/v1/events", {
    signal: leave.signal,
  });
  if (!response.ok) {
    throw new Error(`Cannot follow the feed: ${await response.text()}`);
  }
  let board: BoardView | null = null;
  const patience = setTimeout(() => {
    const rows = [...board?.queued ?? [], ...board?.active ?? []]
      .map(({ id, state }) => `${id} ${state}`);
    const last = `of the last board: ${rows.slice(0, 20).join(", ")}`;
    leave.abort(new Error(`Not seen in ${PATIENCE_MS} ms; ${last}`));
  }, PATIENCE_MS);
  try {
    for await (const { event, data } of readEvents(response)) {
      if (event === "board") board = JSON.parse(data) as BoardView;
      else if (event === "patch" && board !== null) {
        board = applyPatch(board, JSON.parse(data));
      }
      if (board === null) continue;
      seen(board);
      if (isDone(board)) return board;
    }
  } finally {
    clearTimeout(patience);
  }
  throw new Error(`The feed ended; the server printed:\n${server.printed()}`);
}

/** Resolves once all of these tasks have ended, well or badly. */
export async function untilEnded(
  server: TestServer,
  ids: readonly string[],
): Promise<TaskView[]> {
  const board = await untilBoard(
    server,
    (board) => ids.every((id) => isEnded(taskOn(board, id))),
  );
  return ids.map((id) => taskOn(board, id)!);
}

function isEnded(task: TaskView | undefined): boolean {
  return task !== undefined && task.end !== null && task.state !== "queued";
}
