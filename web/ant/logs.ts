import { LogMissing, LogOutside, type Task } from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { BadParameter, LogNotFound, success } from "./answer.ts";
import { fullLog } from "./full_log.ts";
import { isYes, requiredTaskId, tailLines } from "./query.ts";

/** The log as text: all of it, its end, or head and tail. */
export async function logText(
  state: State,
  params: URLSearchParams,
): Promise<Response> {
  const id = requiredTaskId(params);
  const lines = tailLines(params);
  const task = await state.scheduler.find(id);
  const path = task?.logFile ?? null;
  if (path === null) throw new LogNotFound("Process not found");
  const { logs, config } = state;
  try {
    if (isYes(params.get("full_log"))) {
      const size = await logs.size(path);
      return fullLog(() => logs.range(path, 0, size));
    }
    return success(
      lines === null
        ? await logs.truncated(path, config.viewLogMaxLines)
        : await logs.tail(path, lines),
    );
  } catch (error) {
    if (error instanceof LogMissing) {
      throw new LogNotFound("Log file not found");
    }
    if (error instanceof LogOutside) throw new LogNotFound(error.message);
    throw error;
  }
}

/** The log as a file to save, byte for byte. */
export async function logFile(
  { scheduler, logs }: State,
  params: URLSearchParams,
  method: string,
): Promise<Response> {
  const id = requiredTaskId(params);
  const task = await scheduler.find(id);
  try {
    return await attachment(task, logs, method);
  } catch (error) {
    if (error instanceof LogMissing) {
      throw new BadParameter("Log file not found");
    }
    if (error instanceof LogOutside) throw new BadParameter(error.message);
    throw error;
  }
}

async function attachment(
  task: Task | null,
  logs: State["logs"],
  method: string,
): Promise<Response> {
  const path = task?.logFile ?? null;
  if (path === null) throw new LogMissing("");
  const size = await logs.size(path);
  const body = method === "HEAD" ? null : await logs.range(path, 0, size);
  return new Response(body, {
    headers: {
      "cache-control": "no-store, no-transform", // It may be large.
      "content-type": "text/plain; charset=utf-8",
      "content-length": String(size),
      "content-disposition": dispositionOf(`${task!.id}.log`),
    },
  });
}

/** A file name of any characters; RFC 6266, 4.3. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.-]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
