import { Failure, usage } from "../../failure.ts";
import { type Call, type Flag, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
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
  const ids = await selectTasks({ api, terminal, states }, words);
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
  for (const id of ids) {
    const isFile = flags.has("output");
    if (ids.length > 1 && !isFile && !flags.has("quiet")) {
      terminal.err(`==> ${id} <==\n`);
    }
    const bytes = await bytesOf(call, id, attempt);
    if (isFile) await save(call, id, bytes);
    else for await (const text of bytes) terminal.out(text);
  }
  return {};
}

async function bytesOf(
  { flags, ...call }: Call,
  id: string,
  attempt: number | null,
): Promise<AsyncIterable<string>> {
  const api = await call.api();
  const tail = flags.integer("tail");
  const since = flags.text("since");
  if (since !== null) return linesSince(api, id, since, attempt);
  const part = { attempt, tail: tail === 0 ? null : tail };
  if (tail === 0) return (async function* () {})();
  const response = await api.fetch(taskPath(id, "/log"), part);
  return response.body!.pipeThrough(new TextDecoderStream());
}

async function save(
  { terminal, flags }: Call,
  id: string,
  texts: AsyncIterable<string>,
): Promise<void> {
  const { resolve } = await import("node:path");
  const dir = resolve(terminal.cwd, flags.text("output")!);
  const path = `${dir}/${id.replaceAll("/", "_")}.log`;
  try {
    await Deno.mkdir(dir, { recursive: true });
    await Deno.writeTextFile(path, ReadableStream.from(texts));
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      "failed",
      `Cannot write "${path}": ${(cause as Error).message}`,
      { cause },
    );
  }
  terminal.out(`${path}\n`);
}
