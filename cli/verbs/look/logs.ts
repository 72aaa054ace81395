import { Failure, usage } from "../../failure.ts";
import { type Call, type Flag, TASKS, type Verb } from "../../grammar/verb.ts";
import { isForPrograms } from "../../output/lines.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import { saying } from "../../output/say.ts";
import { taskPath } from "../../server/api.ts";
import { detachable } from "../../tasks/detach.ts";
import { followLogs } from "../../tasks/follow_logs.ts";
import { linesSince } from "../../tasks/lines_since.ts";
import { selectTasks } from "../../tasks/select.ts";
import { ACTIVE, ENDED } from "../../tasks/task.ts";

/** How much of a log is wanted. */
export const TAIL: Flag = {
  name: "tail",
  short: "n",
  value: "N",
  help: "Only the last N lines; with --follow, begins with them.",
};

/** `ant logs`. */
export const verb: Verb = {
  words: TASKS,
  streams: true,
  description: [
    "Prints the logs of tasks to stdout, byte for byte. With --follow, goes on " +
    "as they are written and ends when the tasks have; one that is queued is " +
    "waited for. Ctrl-C ends the printing and no task.",
    "A log keeps no time for its lines. --since takes the times that " +
    "programs write themselves, at the beginnings of lines, as in 2026-01-31 " +
    "20:00:05; a log without such is refused.",
  ],
  flags: [
    {
      name: "follow",
      short: "f",
      value: null,
      help: "Goes on as the tasks write.",
    },
    TAIL,
    {
      name: "since",
      value: "WHEN",
      help:
        "Only from the first line on whose own time is then or later: 10m, 2026-01-31T20:00.",
    },
    {
      name: "attempt",
      value: "N",
      help: "The log of an earlier attempt, from 1.",
    },
    {
      name: "output",
      short: "o",
      value: "DIR",
      help: "Writes each log to DIR/TASK.log instead.",
    },
  ],
  examples: [
    ["ant logs fit-3 --tail 50", "The last fifty lines."],
    ["ant logs -f last", "What the newest task writes, as it does."],
    ["ant logs @sweep-3f9a1c2b -o logs", "All logs of a sweep, as files."],
  ],
  seeAlso: ["follow", "selectors"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal, words } = call;
  const api = await call.api();
  const states = [
    ...ACTIVE,
    ...ENDED,
    ...flags.has("follow") ? ["queued"] : [],
  ];
  const ids = await selectTasks({ api, terminal, flags, states }, words);
  const attempt = flags.integer("attempt", 1);
  if (flags.has("follow")) {
    if (attempt !== null) throw usage("Cannot follow an earlier attempt");
    const tail = flags.integer("tail");
    const hint = `ant logs -f ${ids.join(" ")} goes on.`;
    return await detachable(
      call,
      hint,
      () => followLogs({ ...call, ids, tail }),
    );
  }
  if (flags.has("output")) return await save(call, ids, attempt);
  if (isForPrograms(flags)) {
    const logs: JsonRow[] = [];
    for (const id of ids) {
      const text = await textOf(await bytesOf(call, id, attempt));
      logs.push({ id, text });
    }
    return { json: { logs }, rowsIn: "logs" };
  }
  for (const id of ids) {
    if (ids.length > 1) saying(call)(`==> ${id} <==`);
    for await (const bytes of await bytesOf(call, id, attempt)) {
      terminal.out(bytes);
    }
  }
  return {};
}

async function bytesOf(
  { flags, ...call }: Call,
  id: string,
  attempt: number | null,
): Promise<AsyncIterable<Uint8Array>> {
  const api = await call.api();
  const tail = flags.integer("tail");
  const since = flags.text("since");
  if (since !== null) return encoded(linesSince(api, id, since, attempt));
  const part = { attempt, tail: tail === 0 ? null : tail };
  if (tail === 0) return (async function* () {})();
  const response = await api.fetch(taskPath(id, "/log"), part);
  return response.body!;
}

function encoded(texts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  return ReadableStream.from(texts).pipeThrough(new TextEncoderStream());
}

/** A log as a program reads it: what is no text in it is replaced. */
async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const some of bytes) {
    text += decoder.decode(some, { stream: true });
  }
  return text + decoder.decode();
}

/** Writes each log to a file of its own, and tells which. */
async function save(
  call: Call,
  ids: readonly string[],
  attempt: number | null,
): Promise<Outcome> {
  const { terminal, flags } = call;
  const { resolve } = await import("node:path");
  const dir = resolve(terminal.cwd, flags.text("output")!);
  const logs: { readonly id: string; readonly path: string }[] = [];
  for (const id of ids) {
    const path = `${dir}/${id.replaceAll("/", "_")}.log`;
    const bytes = await bytesOf(call, id, attempt);
    try {
      await Deno.mkdir(dir, { recursive: true });
      await Deno.writeFile(path, ReadableStream.from(bytes));
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      const message = `Cannot write "${path}": ${(cause as Error).message}`;
      throw new Failure("failed", message, { cause });
    }
    logs.push({ id, path });
  }
  const text = logs.map(({ path }) => path).join("\n");
  return { json: { logs }, rowsIn: "logs", text };
}
