import type { z } from "zod";
import type { LinePlace } from "../../../scheduler/mod.ts";
import type { State } from "../../state.ts";
import type { LogLinesQuery } from "../request/log_queries.ts";
import { findLogged, telling404 } from "./log.ts";

const HEADERS = { "cache-control": "no-store" }; // It grows.

/** Answers with some lines of a task's log. @throws {Refused | HttpError} */
export async function answerLines(
  state: State,
  id: string,
  query: z.output<typeof LogLinesQuery>,
  signal: AbortSignal,
): Promise<Response> {
  const { path } = await findLogged(state, id, query.attempt);
  const { lines } = state.logs;
  const window = await telling404(() =>
    lines.window(path, placeOf(query), query.count, signal)
  );
  return Response.json(window, { headers: HEADERS });
}

/** Answers with how many lines there are. @throws {Refused | HttpError} */
export async function answerCount(
  state: State,
  id: string,
  attempt: number | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const { path } = await findLogged(state, id, attempt);
  const { lines } = state.logs;
  const total = await telling404(() => lines.count(path, signal));
  return Response.json(total, { headers: HEADERS });
}

function placeOf(
  { line, before, from }: z.output<typeof LogLinesQuery>,
): LinePlace {
  if (line !== undefined) return { kind: "line", line };
  if (before !== undefined) return { kind: "before", byte: before };
  if (from !== undefined) return { kind: "from", byte: from };
  return { kind: "tail" };
}
