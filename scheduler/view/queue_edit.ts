import type { EnvValues } from "./env_rows.ts";
import { envTextOf, readEnvText } from "./env_text.ts";
import { splitTags } from "./tag_text.ts";
import type { TaskView } from "./task_view.ts";

/** What stands in the form that edits a queued task, as it was typed. */
export interface QueueEditForm {
  readonly id: string;
  readonly command: string;
  readonly nGpus: number;
  readonly tags: string;
  /** Lines of `NAME=value`, or one JSON object. */
  readonly envText: string;
}

/** What a form wants changed: only what is different, in the API's words. */
export interface QueueChange {
  readonly id?: string;
  readonly command?: string;
  readonly gpus?: number;
  readonly tags?: readonly string[];
  readonly env?: EnvValues;
}

/** Writes a task into the form. */
export function editFormOf(task: TaskView): QueueEditForm {
  return {
    id: task.id,
    command: task.command,
    nGpus: task.nGpus,
    tags: task.tags.join(", "),
    envText: envTextOf(task.envar),
  };
}

/** Reads what was sent of the form; a missing field says nothing new. */
export function readEditForm(fields: FormData, task: TaskView): QueueEditForm {
  const before = editFormOf(task);
  const text = (name: string, otherwise: string) => {
    const value = fields.get(name);
    // A form sends CR LF (HTML Standard, 4.10.21.7).
    return typeof value === "string"
      ? value.replaceAll("\r\n", "\n")
      : otherwise;
  };
  return {
    id: text("new_id", before.id),
    command: text("command", before.command),
    nGpus: Number(text("n_gpus", String(before.nGpus))),
    tags: text("tags", before.tags),
    envText: text("env_text", before.envText),
  };
}

/** Tells what the form changes, and what is wrong with its variables. */
export function changeOf(
  form: QueueEditForm,
  task: TaskView,
): { readonly change: QueueChange; readonly problems: readonly string[] } {
  const before = editFormOf(task);
  const { envar, problems } = readEnvText(form.envText);
  const isSame = (name: keyof QueueEditForm) => form[name] === before[name];
  return {
    change: {
      ...isSame("id") ? {} : { id: form.id },
      ...isSame("command") ? {} : { command: form.command },
      ...isSame("nGpus") ? {} : { gpus: form.nGpus },
      ...isSame("tags") ? {} : { tags: splitTags(form.tags) },
      ...isSame("envText") ? {} : { env: envar },
    },
    problems: [...problems].map(([place, message]) =>
      `Environment, line ${place + 1}: ${message}`
    ),
  };
}
