import { Failure, usage } from "../failure.ts";
import { readToml } from "../files/toml.ts";
import type { Call } from "../grammar/verb.ts";
import { taskPath } from "../server/api.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskChange } from "./change.ts";
import { changeAll, type Changed } from "./change_all.ts";
import { OPTION_FIELDS } from "./run_flags.ts";

interface Entry {
  readonly task: string;
  readonly name: string;
  readonly command: string;
  readonly gpus: number;
  readonly tags: readonly string[];
  readonly env: Readonly<Record<string, unknown>>;
  readonly [option: string]: unknown;
}

const KEYS = ["task", "name", "command", "gpus", "tags", "env"];
const HEAD = `# Change what you like and leave the editor; an unchanged file
# changes nothing. "task" says which task an entry is about. An option that is
# taken out is taken away: ${[...OPTION_FIELDS.keys()].join(", ")}.

`;

/** Opens tasks in the editor, and changes those whose entries changed. */
export async function editTasks(
  call: Call,
  ids: readonly string[],
  change: (id: string, body: TaskChange) => Promise<Task>,
): Promise<Changed<Task>> {
  const api = await call.api();
  const { stringify } = await import("../files/toml_package.ts");
  const before = await Promise.all(
    ids.map(async (id) => entryOf(await api.get<Task>(taskPath(id)))),
  );
  const text = HEAD + stringify({ tasks: before });
  const path = await Deno.makeTempFile({
    prefix: "ant-edit-",
    suffix: ".toml",
  });
  try {
    await Deno.writeTextFile(path, text);
    await openEditor(call, path);
    const written = await Deno.readTextFile(path);
    const after = entriesIn(written, path, ids);
    const changes = after.flatMap((entry) => {
      const old = before.find(({ task }) => task === entry.task)!;
      const body = changeBetween(old, entry);
      return Object.keys(body).length === 0 ? [] : [{ id: entry.task, body }];
    });
    const changed = await changeAll(
      changes,
      ({ id, body }) => change(id, body),
    );
    if (changed.failed.length === 0) await Deno.remove(path);
    else call.terminal.err(`What you wrote is in ${path}.\n`);
    return changed;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const kept = [error.hint, `What you wrote is in ${path}.`];
    const hint = kept.filter((line) => line !== null).join("\n");
    throw new Failure(error.exit, error.message, { hint, code: error.code });
  }
}

function entryOf({ id, command, nGpus, tags, envar, options }: Task): Entry {
  return {
    ...{ task: id, name: id, command, gpus: nGpus, tags, env: envar },
    ...Object.fromEntries(
      [...OPTION_FIELDS].flatMap(([flag, field]) =>
        options[field] === undefined ? [] : [[flag, options[field]]]
      ),
    ),
  };
}

/** @throws {Failure} for a file that is none, or holds what it may not. */
function entriesIn(
  text: string,
  path: string,
  ids: readonly string[],
): readonly Entry[] {
  const { tasks = [] } = readToml(text, path) as { tasks?: Entry[] };
  for (const entry of tasks) {
    if (!ids.includes(entry.task)) {
      throw usage(`Cannot tell which task "${entry.task}" is: keep its "task"`);
    }
    const strange = Object.keys(entry).find((key) =>
      !KEYS.includes(key) && !OPTION_FIELDS.has(key)
    );
    if (strange !== undefined) {
      throw usage(`Cannot change "${strange}" of "${entry.task}": no such key`);
    }
  }
  return tasks;
}

function changeBetween(old: Entry, now: Entry): TaskChange {
  const differs = (key: string) =>
    JSON.stringify(old[key]) !== JSON.stringify(now[key]);
  const options = [...OPTION_FIELDS].filter(([flag]) => differs(flag))
    .map(([flag, field]) => [
      field,
      now[flag] === undefined ? null : String(now[flag]),
    ]);
  return {
    ...differs("name") && { id: now.name },
    ...differs("command") && { command: now.command },
    ...differs("gpus") && { gpus: now.gpus },
    ...differs("tags") && { tags: now.tags },
    ...differs("env") && { env: now.env },
    ...options.length > 0 && { options: Object.fromEntries(options) },
  };
}

async function openEditor(
  { terminal }: Pick<Call, "terminal">,
  path: string,
): Promise<void> {
  const editor = terminal.env("VISUAL") ?? terminal.env("EDITOR") ?? "vi";
  const { code } = await new Deno.Command("sh", {
    args: ["-c", `${editor} "$1"`, "sh", path],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
  if (code === 0) return;
  throw new Failure("failed", `Cannot edit: "${editor}" ended with ${code}`, {
    hint: "Set EDITOR to the editor of your choice.",
  });
}
