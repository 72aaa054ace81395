import { isEnded, type Scheduler, viewTask } from "../../../scheduler/mod.ts";
import type { StreamMessage } from "../../sse.ts";
import type { State } from "../../state.ts";
import { findLogged, type LoggedTask } from "./log.ts";
import { decodePieces } from "./utf8_pieces.ts";

/**
 * Follows a task's log from a byte on: `chunk` for each piece, and `end` once
 * the task has ended and all is read. Ids are the byte that comes next, so
 * that a reader that comes back goes on from there.
 *
 * @throws {Refused | HttpError} where there is no such log.
 */
export async function followTaskLog(
  state: State,
  id: string,
  fromByte: number,
): Promise<AsyncIterable<StreamMessage>> {
  const logged = await findLogged(state, id);
  return {
    [Symbol.asyncIterator]() {
      const leave = new AbortController();
      const messages = messagesOf(state, logged, fromByte, leave.signal);
      return {
        next: () => messages.next(),
        return() {
          leave.abort(); // A generator alone would wait for more output.
          return messages.return();
        },
      };
    },
  };
}

/** Where to go on: what the browser saw last counts more than the address. */
export function firstByte({ headers }: Request, fromByte: number): number {
  const lastId = headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(lastId) ? Number(lastId) : fromByte;
}

async function* messagesOf(
  { logs, scheduler }: State,
  { task, path }: LoggedTask,
  fromByte: number,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage, void, void> {
  const isOver = isEnded(task) ? () => true : watchEnd(scheduler, task.id);
  const chunks = logs.follow(path, fromByte, { isOver, signal });
  for await (const piece of decodePieces(chunks)) {
    yield { id: String(piece.nextByte), event: "chunk", data: piece };
  }
  if (signal.aborted) return;
  const last = await scheduler.find(task.id);
  const view = last === null ? null : viewTask(last);
  const data = { state: view?.state ?? null, end: view?.end ?? null };
  yield { event: "end", data };
}

/**
 * Asks at each look whether the task had ended by the look before: by then
 * its end is on disk, and what it wrote last, our footer included, is there.
 */
function watchEnd(scheduler: Scheduler, id: string): () => boolean {
  let over = false;
  return () => {
    const wasOver = over;
    void scheduler.find(id).then((task) => {
      over = task === null || isEnded(task);
    });
    return wasOver;
  };
}
