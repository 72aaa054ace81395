import { Failure } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import { isForPrograms, lineOf } from "../output/lines.ts";
import type { Outcome } from "../output/outcome.ts";
import { saying } from "../output/say.ts";
import { type Api, taskPath } from "../server/api.ts";
import { changesOf } from "./changes.ts";
import { overRestarts } from "./over_restarts.ts";
import { endWords, hasEnded, type Task } from "./task.ts";

/** Which logs to follow, and how. */
export interface Following
  extends Pick<Call, "terminal" | "flags" | "api" | "select"> {
  readonly ids: readonly string[];
  /** How many lines to begin with; `null` for all of it. */
  readonly tail: number | null;
}

/**
 * Prints what tasks write until all of them have ended. Where there are more,
 * each of their lines says whose it is.
 */
export async function followLogs(following: Following): Promise<Outcome> {
  const api = await following.api();
  const { ids } = following;
  await Promise.all(ids.map((id) => followOne(api, following, id)));
  return {};
}

interface Ends {
  readonly fromByte: number;
  readonly endByte: number;
}

async function followOne(
  api: Api,
  following: Following,
  id: string,
): Promise<void> {
  const { ids, tail } = following;
  const whose = ids.length === 1 ? "" : `${id}: `;
  const saySo = saying(following);
  const say = (text: string) => saySo(`${whose}${text}`);
  const out = printer(following, id);
  if (await untilStarted(api, id, say)) {
    const from = await firstByte(api, id, tail);
    for await (const text of textsOf(api, id, from, say)) out(text);
    out("");
  }
  const task = await api.get<Task>(taskPath(id));
  if (hasEnded(task)) say(`${id} ${endWords(task)}`);
}

/** How its text reaches stdout; an empty one ends the last line. */
function printer(
  { ids, ...call }: Following,
  id: string,
): (text: string) => void {
  const { terminal } = call;
  if (isForPrograms(call.flags)) {
    return byLines((line) => terminal.out(lineOf(call, { id, line })));
  }
  return ids.length === 1
    ? (text) => terminal.out(text)
    : byLines((line) => terminal.out(`${id}\t${line}\n`));
}

/**
 * Resolves once there is a log, or to `false` for a task that ended without;
 * tells why there is none yet.
 */
async function untilStarted(
  api: Api,
  id: string,
  say: (text: string) => void,
): Promise<boolean> {
  const task = await api.get<Task>(taskPath(id));
  if (task.logFile !== null || hasEnded(task)) return task.logFile !== null;
  say(`${id} is queued: ${task.waits ?? "it is about to start"}`);
  for await (const { state, logFile } of changesOf(api, [id], say)) {
    if (state !== "queued" && logFile !== null) return true;
    if (hasEnded({ state })) return false;
  }
  return false;
}

/** What a task writes, until it has ended. */
async function* textsOf(
  api: Api,
  id: string,
  from: number,
  say: (text: string) => void,
): AsyncGenerator<string> {
  let next = from;
  const path = taskPath(id, "/log/stream");
  const open = (opened: () => void) => api.events(path, { from: next }, opened);
  for await (const { event, data } of overRestarts(open, say)) {
    if (event === "end") return;
    const { text, nextByte } = JSON.parse(data);
    next = nextByte;
    yield text;
  }
}

/** Where what is printed begins; a task that is just starting has no log yet. */
async function firstByte(
  api: Api,
  id: string,
  tail: number | null,
): Promise<number> {
  if (tail === null) return 0;
  const query = { tail: 1, count: Math.max(1, Math.min(tail, 10_000)) };
  const look = () => api.get<Ends>(taskPath(id, "/log/lines"), query);
  const { fromByte, endByte } = await look().catch(async (error) => {
    if (!(error instanceof Failure) || error.exit !== "notFound") throw error;
    const task = await api.get<Task>(taskPath(id));
    return hasEnded(task) ? await look() : { fromByte: 0, endByte: 0 };
  });
  return tail === 0 ? endByte : fromByte;
}

/** Hands on whole lines; an empty text ends the last one. */
function byLines(print: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    lines.forEach(print);
    if (text === "" && rest !== "") print(rest);
  };
}
