import { Failure } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import type { Outcome } from "../output/outcome.ts";
import { type Api, taskPath } from "../server/api.ts";
import { changesOf } from "./changes.ts";
import { endWords, hasEnded, type Task } from "./task.ts";

/** Which logs to follow, and how. */
export interface Following extends Pick<Call, "terminal" | "flags" | "api"> {
  readonly ids: readonly string[];
  /** How many lines to begin with; `null` for all of it. */
  readonly tail: number | null;
}

const AGAIN_MS = 1_000;

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

async function followOne(
  api: Api,
  { ids, tail, terminal, flags }: Following,
  id: string,
): Promise<void> {
  const isOne = ids.length === 1;
  const say = (text: string) => {
    if (!flags.has("quiet")) terminal.err(`${isOne ? "" : `${id}: `}${text}\n`);
  };
  const hasLog = await untilStarted(api, id, say);
  const out = isOne ? (text: string) => terminal.out(text) : byLines(
    (line) => terminal.out(`${id}\t${line}\n`),
  );
  let from = hasLog ? await firstByte(api, id, tail) : null;
  while (from !== null) {
    from = await follow(api, id, from, out);
    if (from !== null) await new Promise((go) => setTimeout(go, AGAIN_MS));
  }
  out("");
  const task = await api.get<Task>(taskPath(id));
  if (hasEnded(task)) say(`${id} ${endWords(task)}`);
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

/** Resolves to where to go on after a break; `null` at the end. */
async function follow(
  api: Api,
  id: string,
  from: number,
  out: (text: string) => void,
): Promise<number | null> {
  let next = from;
  try {
    for await (
      const { event, data } of api.events(taskPath(id, "/log/stream"), { from })
    ) {
      if (event === "end") return null;
      const { text, nextByte } = JSON.parse(data);
      out(text);
      next = nextByte;
    }
  } catch (error) {
    const isLoss = error instanceof TypeError ||
      error instanceof Failure && error.exit === "unreachable";
    if (!isLoss) throw error;
  }
  return next;
}

async function firstByte(
  api: Api,
  id: string,
  tail: number | null,
): Promise<number> {
  if (tail === null) return 0;
  const query = { tail: 1, count: Math.max(1, Math.min(tail, 10_000)) };
  const { fromByte, endByte } = await api.get<
    { fromByte: number; endByte: number }
  >(taskPath(id, "/log/lines"), query);
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
