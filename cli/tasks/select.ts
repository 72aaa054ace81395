import { Failure, usage } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import type { Terminal } from "../output/terminal.ts";
import { type Api, taskPath } from "../server/api.ts";
import { submitterOf } from "./me.ts";
import { recalledRow } from "./remembered.ts";
import { STATES, type Task } from "./task.ts";
import { readTasks } from "./task_list.ts";

/** Where tasks are chosen from. */
export interface Choice {
  readonly api: Api;
  readonly terminal: Terminal;
  /** Those of the verb: `--me` narrows what words mean. */
  readonly flags: Flags;
  /** The states that the verb is for: what `@tag` and `all` are limited to. */
  readonly states: readonly string[];
}

const MOST_NAMED = 5;

/**
 * Finds the ids that words mean, each once, in the order of the words.
 *
 * @throws {Failure} for a word that means no task, or more than one.
 */
export async function selectTasks(
  choice: Choice,
  words: readonly string[],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  const submitter = await submitterOf(choice.api, choice.flags);
  for (const word of words) {
    for (const id of await meant(choice, word, submitter)) ids.add(id);
  }
  if (ids.size > 0) return [...ids];
  throw new Failure(
    "notFound",
    `Cannot find any task by "${words.join(" ")}"`,
    {
      hint: `Of those, none is ${choice.states.join(" or ")}.`,
    },
  );
}

/** Finds the one task that a word means. @throws {Failure} */
export async function selectTask(
  choice: Choice,
  word: string,
): Promise<string> {
  const ids = await selectTasks(choice, [word]);
  if (ids.length === 1) return ids[0]!;
  throw usage(`Cannot take "${word}": it means ${ids.length} tasks, not one`);
}

async function meant(
  { api, terminal, states }: Choice,
  word: string,
  submitter: string | null,
): Promise<readonly string[]> {
  const all = async (query: { tag?: string; state: readonly string[] }) =>
    (await readTasks(api, { ...query, submitter })).tasks.map(({ id }) => id);
  if (word === "all") return await all({ state: states });
  if (word === "last") return [await newest(api, submitter)];
  if (word.startsWith("@")) {
    return await all({ tag: word.slice(1), state: states });
  }
  if (word.startsWith("%")) {
    const state = stateOf(word);
    return states.includes(state) ? await all({ state: [state] }) : [];
  }
  if (await exists(api, word)) return [word];
  if (/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(word)) {
    return await numbered(api, terminal, word);
  }
  return [await beginsWith(api, word)];
}

function stateOf(word: string): string {
  const name = word.slice(1);
  const state = STATES.find((one) => one === name);
  if (state !== undefined) return state;
  throw usage(
    `Cannot read "${word}": there is no such state`,
    `Write % and one of ${STATES.join(", ")}.`,
  );
}

async function newest(api: Api, submitter: string | null): Promise<string> {
  const query = { order: "newest", submitter };
  const { tasks: [task] } = await readTasks(api, query, 1);
  if (task !== undefined) return task.id;
  throw new Failure("notFound", "Cannot find the last task: there is none");
}

async function exists(api: Api, id: string): Promise<boolean> {
  const response = await api.ask(`/api/v1${taskPath(id)}`);
  await response.body?.cancel();
  if (response.ok || response.status === 404) return response.ok;
  await api.get(taskPath(id)); // Tells what else is wrong.
  return false;
}

async function numbered(
  api: Api,
  terminal: Terminal,
  word: string,
): Promise<readonly string[]> {
  const numbers = word.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    if (last! < first! || last! - first! > 10_000) {
      throw usage(`Cannot read "${part}": it is no range of rows`);
    }
    return Array.from({ length: last! - first! + 1 }, (_, at) => first! + at);
  });
  const ids: string[] = [];
  for (const number of numbers) {
    if (numbers.length > 1 && await exists(api, `${number}`)) {
      ids.push(`${number}`);
      continue;
    }
    const id = await recalledRow(terminal, api.place.url, number);
    if (id === null) {
      throw new Failure("notFound", `Cannot find task "${number}"`, {
        hint: "No task has that id, and the list that ant ls printed last in " +
          "this terminal has no such row.",
      });
    }
    ids.push(id);
  }
  return ids;
}

async function beginsWith(api: Api, word: string): Promise<string> {
  const { tasks } = await readTasks(api, { q: word }, 500);
  const ids = tasks.map(({ id }) => id).filter((id) => id.startsWith(word));
  if (ids.length === 1) return ids[0]!;
  if (ids.length === 0) {
    throw new Failure("notFound", `Cannot find task "${word}"`, {
      code: "unknown-task",
      hint: await suggestion(api, word),
    });
  }
  const some = ids.slice(0, MOST_NAMED).join(", ");
  const more = ids.length > MOST_NAMED ? ", …" : "";
  throw usage(
    `Cannot tell which task "${word}" is: ${ids.length} begin so`,
    `Type more of ${some}${more}.`,
  );
}

async function suggestion(api: Api, word: string): Promise<string> {
  const { nearest } = await import("../../scheduler/model/submit/nearest.ts");
  const { tasks } = await readTasks(api, {}, 500);
  const near = nearest(word, tasks.map(({ id }: Task) => id));
  return near === null
    ? "ant ls --all lists the tasks on record."
    : `Did you mean "${near}"?`;
}
