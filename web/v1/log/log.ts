import { HttpError } from "fresh";
import {
  LogMissing,
  LogOutside,
  type LogStore,
  type Task,
} from "../../../scheduler/mod.ts";
import { problemReply } from "../../problem.ts";
import type { State } from "../../state.ts";
import { readRange } from "./byte_range.ts";
import { findTask } from "../tasks/tasks.ts";

const HEADERS = {
  "content-type": "text/plain; charset=utf-8",
  "accept-ranges": "bytes",
  // It grows; and its size shows how far a download is.
  "cache-control": "no-store, no-transform",
} as const;

/** A task that has a log, and the log's path. */
export interface LoggedTask {
  readonly task: Task;
  readonly path: string;
}

/**
 * Finds a task that was started.
 *
 * @throws {Refused} where there is no such task.
 * @throws {HttpError} 404 for one that has no log yet.
 */
export async function findLogged(
  { scheduler }: State,
  id: string,
): Promise<LoggedTask> {
  const task = await findTask(scheduler, id);
  if (task.logFile !== null) return { task, path: task.logFile };
  const message = `Cannot read the log of "${id}": it has not started`;
  throw new HttpError(404, message);
}

/**
 * Answers with a log or a part of it, byte for byte; with `tail`, with its
 * last lines.
 *
 * @throws {HttpError} 404 where the file is gone, or is none of ours.
 */
export async function answerLog(
  state: State,
  id: string,
  request: Request,
  tail: number | null,
): Promise<Response> {
  const { path } = await findLogged(state, id);
  return await telling404(async () =>
    tail === null
      ? await bytesOf(state.logs, path, request)
      : new Response(await state.logs.tail(path, tail), { headers: HEADERS })
  );
}

/** Reads a log. @throws {HttpError} 404 for one that is gone, or not ours. */
export async function telling404<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const isKnown = cause instanceof LogMissing || cause instanceof LogOutside;
    if (!isKnown) throw cause;
    throw new HttpError(404, cause.message, { cause });
  }
}

async function bytesOf(
  logs: LogStore,
  path: string,
  { headers, method }: Request,
): Promise<Response> {
  const size = await logs.size(path);
  // A log that grows has no version for If-Range to name.
  const header = headers.has("if-range") ? null : headers.get("range");
  const range = readRange(header, size);
  if (range === "none") return beyondEnd(size);
  const { start, end } = range ?? { start: 0, end: size };
  const part = range === null
    ? {}
    : { "content-range": `bytes ${start}-${end - 1}/${size}` };
  const body = method === "HEAD" ? null : await logs.range(path, start, end);
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: { ...HEADERS, ...part, "content-length": String(end - start) },
  });
}

/** Nothing there to send (RFC 9110, 15.5.17), perhaps not yet. */
function beyondEnd(size: number): Response {
  const message = `Cannot read that range: the log has ${size} bytes`;
  const reply = problemReply(new HttpError(416, message));
  reply.headers.set("content-range", `bytes */${size}`);
  return reply;
}
