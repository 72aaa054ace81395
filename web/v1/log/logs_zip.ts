import type { ZipWriter } from "@zip.js/zip.js";
import { HttpError } from "fresh";
import { Refused } from "../../../scheduler/mod.ts";
import { bringsForm, readFields } from "../../body.ts";
import type { State } from "../../state.ts";
import { read } from "../request/issues.ts";
import { readBody } from "../request/read_request.ts";
import { LogsQuery } from "../request/log_queries.ts";
import { LogsOf } from "../request/shapes.ts";
import { findLogged, telling404 } from "./log.ts";
import { ZipNames } from "./zip_names.ts";

type Piece = Uint8Array<ArrayBuffer>;

/** Reads ids from an address; one may hold a comma. @throws {SpecError} */
export function idsInQuery({ searchParams }: URL): readonly string[] {
  const values = Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
  );
  return read(LogsQuery, values).id;
}

/**
 * Reads ids from JSON, or from the `id` fields of a plain form.
 *
 * @throws {SpecError | HttpError} for another body.
 */
export async function idsInBody(request: Request): Promise<readonly string[]> {
  if (!bringsForm(request)) {
    return (await readBody(request, LogsOf)).ids;
  }
  const form = await readFields(request);
  return read(LogsOf, { ids: form.getAll("id").map(String) }).ids;
}

/**
 * Answers with the logs of many tasks as one zip file, which is written while
 * it is read. What cannot be had is named in `MISSING.txt`.
 */
export async function answerZip(
  state: State,
  ids: readonly string[],
): Promise<Response> {
  const { ZipWriter } = await import("./zip_package.ts"); // Few need it.
  const pipe = new TransformStream<Piece, Piece>();
  const leave = new AbortController();
  const { signal } = leave;
  const zip = new ZipWriter(pipe.writable, { useWebWorkers: false, signal });
  const writing = writeLogs(state, [...new Set(ids)], zip).catch((error) =>
    pipe.writable.abort(error).catch(() => {}) // Its reader has gone already.
  );
  const reader = pipe.readable.getReader();
  const body = relay(reader, async () => {
    leave.abort();
    await reader.cancel();
    await writing; // Until all is closed.
  });
  return new Response(body, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${fileName(state)}"`,
      "cache-control": "no-store",
    },
  });
}

async function writeLogs(
  state: State,
  ids: readonly string[],
  zip: ZipWriter<unknown>,
): Promise<void> {
  const names = new ZipNames();
  const missing: string[] = [];
  for (const id of ids) {
    const log = await openLog(state, id);
    if ("problem" in log) missing.push(`${id}: ${log.problem}\n`);
    else {
      const { size, lastModDate } = log;
      const reader = log.bytes.getReader();
      let closed: Promise<void> | null = null;
      // The same promise for both: a second cancel() would not wait.
      const close = () => closed ??= reader.cancel();
      try {
        const readable = relay(reader, close);
        const entry = { readable, size };
        await zip.add(names.nameFor(id), entry, { lastModDate });
      } finally {
        await close();
      }
    }
  }
  if (missing.length > 0) {
    const text = new Blob([missing.join("")]).stream();
    await zip.add("MISSING.txt", text);
  }
  await zip.close();
}

/** Opens a log of the size that it has now, or tells why it cannot. */
async function openLog(state: State, id: string) {
  try {
    const { task, path } = await findLogged(state, id);
    return await telling404(async () => {
      const size = await state.logs.size(path);
      const bytes = await state.logs.range(path, 0, size);
      const lastModDate = new Date(
        task.endedAtMs ?? state.submitContext().nowMs,
      );
      return { bytes, size, lastModDate };
    });
  } catch (error) {
    const isAnswer = error instanceof Refused || error instanceof HttpError;
    if (!isAnswer) throw error;
    return { problem: error.message };
  }
}

/** Hands on what a reader gets, for somebody who may go at any time. */
function relay(
  reader: ReadableStreamDefaultReader<Piece>,
  cancel: () => Promise<void>,
): ReadableStream<Piece> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel,
  });
}

/** `ant-logs-2026-11-21-0820.zip`, of the person's own clock. */
function fileName({ submitContext }: State): string {
  const { nowMs, timeZoneOffsetMinutes } = submitContext();
  const local = new Date(nowMs - timeZoneOffsetMinutes * 60_000).toISOString();
  const [day, time] = local.split("T");
  return `ant-logs-${day}-${time!.slice(0, 5).replace(":", "")}.zip`;
}
