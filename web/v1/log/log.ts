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
 * Finds a task that was started, and the log of its last attempt or of the
 * one named.
 *
 * @throws {Refused} where there is no such task.
 * @throws {HttpError} 404 for one that has no log yet, or no such attempt.
 */
export async function findLogged(
  { scheduler }: State,
  id: string,
  attempt: number | null = null,
): Promise<LoggedTask> {
  const task = await findTask(scheduler, id);
  const path = logOf(task, attempt);
  if (path !== null) return { task, path };
  const why = attempt === null
    ? "it has not started"
    : `it has no log of attempt ${attempt}`;
  throw new HttpError(404, `Cannot read the log of "${id}": ${why}`);
}

/** The path of the log of an attempt, the last one for `null`. */
export function logOf(task: Task, attempt: number | null): string | null {
  const { earlier, logFile } = task;
  if (attempt === null) return logFile;
  const before = earlier.find((one) => one.attempt === attempt);
  if (before !== undefined) return before.logFile;
  return attempt === task.attempt ? logFile : null;
}

/** Which part of a log is wanted, and of which attempt. */
export interface LogPart {
  readonly tail?: number | null | undefined;
  readonly attempt?: number | null | undefined;
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
  { tail = null, attempt = null }: LogPart,
): Promise<Response> {
  const { path } = await findLogged(state, id, attempt);
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
