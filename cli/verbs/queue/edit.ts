import type { Flags } from "../../grammar/flags.ts";
import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { taskPath } from "../../server/api.ts";
import { TASK_ALIASES } from "../../spec/aliases.ts";
import { changeOfFlags, hasChange } from "../../spec/change.ts";
import {
  changeAll,
  type Changed,
  failuresTold,
} from "../../spec/change_all.ts";
import { editTasks } from "../../spec/edit_file.ts";
import { TASK_FLAGS } from "../../spec/run_flags.ts";
import { selectTasks } from "../../tasks/select.ts";
import type { Task } from "../../tasks/task.ts";

/** Flags that need a folder of this machine, or a command around another. */
const NOT_HERE = ["uv", "venv", "array"];

/** `ant edit`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Changes queued tasks, which keep their places. With flags, sets what they " +
    "say; --no-hold and an empty value take something away. Without, opens " +
    "them as TOML in VISUAL or EDITOR, many at once; nothing is changed when " +
    "the file stays as it is, or something in it is wrong.",
  ],
  flags: TASK_FLAGS.filter(({ name }) => !NOT_HERE.includes(name)),
  aliases: TASK_ALIASES,
  examples: [
    ["ant edit fit-3 --gpus 2 --priority high", "At once."],
    ["ant edit @lr", "Opens every waiting task with the tag."],
  ],
  seeAlso: ["rerun", "hold", "move"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, words, terminal } = call;
  const api = await call.api();
  const choice = { api, terminal, flags, states: ["queued"] };
  const ids = await selectTasks(choice, words);
  const change = (id: string, body: unknown) =>
    api.send<Task>("PATCH", taskPath(id), body);
  const { done, failed } = hasChange(flags)
    ? await byFlags(call, ids, flags, change)
    : await editTasks(call, ids, change);
  const { code, errors } = failuresTold({ failed });
  const isNothing = done.length === 0;
  return {
    code,
    json: { tasks: done, ...failed.length === 0 ? {} : { failed } },
    rowsIn: "tasks",
    text: done.map(({ id }) => id).join("\n"),
    notes: [isNothing ? "Nothing was changed" : "Changed"],
    errors,
  };
}

async function byFlags(
  { terminal, ...call }: Call,
  ids: readonly string[],
  flags: Flags,
  change: (id: string, body: unknown) => Promise<Task>,
): Promise<Changed<Task>> {
  const api = await call.api();
  const place = { terminal, isLocal: api.place.isLocal };
  return await changeAll(ids.map((id) => ({ id })), async ({ id }) => {
    const { envar } = await api.get<Task>(taskPath(id));
    return await change(id, changeOfFlags(flags, envar, place));
  });
}
