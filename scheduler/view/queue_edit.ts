import type { EnvValues } from "./env_rows.ts";
import { envTextOf, readEnvText } from "./env_text.ts";
import {
  optionInput,
  type OptionTexts,
  readOptionFields,
} from "./option_fields.ts";
import { localTime } from "./local_time.ts";
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
  readonly options: OptionTexts;
}

/** What a form wants changed: only what is different, in the API's words. */
export interface QueueChange {
  readonly id?: string;
  readonly command?: string;
  readonly gpus?: number;
  readonly tags?: readonly string[];
  readonly env?: EnvValues;
  /** Only those that are different; null takes one away. */
  readonly options?: Readonly<Record<string, string | null>>;
}

/** Writes a task into the form. */
export function editFormOf(task: TaskView): QueueEditForm {
  return {
    id: task.id,
    command: task.command,
    nGpus: task.nGpus,
    tags: task.tags.join(", "),
    envText: envTextOf(task.envar),
    options: optionsOf(task),
  };
}

function optionsOf({ options }: TaskView): OptionTexts {
  const { begin } = options;
  return begin === undefined
    ? options
    : { ...options, begin: localTime(Date.parse(begin)) };
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
    options: {
      ...notSent(before.options, fields),
      ...readOptionFields(fields),
    },
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
  const options = changedOptions(before.options, form.options);
  return {
    change: {
      ...isSame("id") ? {} : { id: form.id },
      ...isSame("command") ? {} : { command: form.command },
      ...isSame("nGpus") ? {} : { gpus: form.nGpus },
      ...isSame("tags") ? {} : { tags: splitTags(form.tags) },
      ...isSame("envText") ? {} : { env: envar },
      ...Object.keys(options).length === 0 ? {} : { options },
    },
    problems: [...problems].map(([place, message]) =>
      `Environment, line ${place + 1}: ${message}`
    ),
  };
}

function notSent(options: OptionTexts, fields: FormData): OptionTexts {
  return Object.fromEntries(
    Object.entries(options).filter(([field]) =>
      !fields.has(optionInput(field))
    ),
  );
}

function changedOptions(
  before: OptionTexts,
  after: OptionTexts,
): NonNullable<QueueChange["options"]> {
  const fields = [...new Set(Object.keys({ ...before, ...after }))];
  return Object.fromEntries(
    fields.filter((field) => before[field] !== after[field])
      .map((field) => [field, after[field] ?? null]),
  );
}
