import type { GpuView } from "../../scheduler/view/board.ts";
import { Failure } from "../failure.ts";
import type { Api } from "../server/api.ts";
import { STATES } from "../tasks/task.ts";
import { readTasks } from "../tasks/task_list.ts";
import { findVerb } from "../find_verb.ts";
import { VERBS } from "../verb_list.ts";
import { allFlags } from "./all_flags.ts";
import { TOPICS } from "./topics.ts";
import type { Verb } from "./verb.ts";

const MOST_TASKS = 500;

/**
 * The words that may stand in place of the last one. Without a server, there
 * are fewer.
 */
export async function candidatesFor(
  words: readonly string[],
  api: () => Promise<Api>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const found = findVerb(before);
  if (before.includes("--")) return [];
  const all = found === null
    ? verbsBehind(before)
    : await ofVerb((await found.listed.load()).verb, before, typed, api);
  return all.filter((word) => word.startsWith(typed));
}

/** The next word of each verb that begins so. */
function verbsBehind(before: readonly string[]): readonly string[] {
  const names = [...VERBS.map(({ name }) => name), "serve"];
  const next = names.map((name) => name.split(" "))
    .filter((name) => before.every((word, at) => name[at] === word))
    .map((name) => name[before.length] ?? "");
  return [...new Set(next)];
}

async function ofVerb(
  verb: Verb,
  before: readonly string[],
  typed: string,
  api: () => Promise<Api>,
): Promise<readonly string[]> {
  const flags = allFlags(verb);
  if (typed.startsWith("-")) return flags.map(({ name }) => `--${name}`);
  const last = before.at(-1);
  const asks = flags.find(({ name, short, value, optional }) =>
    value !== null && !optional &&
    (last === `--${name}` || short !== undefined && last === `-${short}`)
  );
  if (asks !== undefined) {
    const offer = VALUES.get(asks.name);
    return asks.choices ??
      (offer === undefined ? [] : await orNone(() => offer(api)));
  }
  const { complete } = verb.words;
  switch (complete) {
    case "task":
      return await orNone(() => tasks(api));
    case "gpu":
      return await orNone(() => gpus(api));
    case "topic":
      return [...VERBS.map(({ name }) => name), ...Object.keys(TOPICS)];
    case "file":
    case undefined:
      return []; // The shell knows the files.
    default:
      return complete;
  }
}

type Offer = (api: () => Promise<Api>) => Promise<readonly string[]>;

/** What the server knows of the value of a flag. */
const VALUES: ReadonlyMap<string, Offer> = new Map([
  ["after", async (api) => (await seen(api)).ids],
  ["after-any", async (api) => (await seen(api)).ids],
  ["before", async (api) => (await seen(api)).ids],
  ["tag", async (api) => (await seen(api)).tags],
]);

async function tasks(api: () => Promise<Api>): Promise<readonly string[]> {
  const { ids, tags } = await seen(api);
  return [
    ...ids,
    ...tags.map((tag) => `@${tag}`),
    ...STATES.map((state) => `%${state}`),
    ...["last", "all"],
  ];
}

async function seen(api: () => Promise<Api>) {
  const { tasks } = await readTasks(await api(), {}, MOST_TASKS);
  return {
    ids: tasks.map(({ id }) => id),
    tags: [...new Set(tasks.flatMap(({ tags }) => tags))],
  };
}

async function gpus(api: () => Promise<Api>): Promise<readonly string[]> {
  const { gpus } = await (await api()).get<{ gpus: readonly GpuView[] }>(
    "/gpus",
  );
  return gpus.map(({ index }) => String(index));
}

async function orNone(
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
