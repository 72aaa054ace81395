import type { EnvValues } from "./env_rows.ts";
import type { OptionTexts } from "./option_fields.ts";
import { splitTags } from "./tag_text.ts";

/** What stands in the form of new tasks, as it was typed. */
export interface CreateForm {
  readonly mode: "single" | "multi";
  readonly taskId: string;
  readonly nGpus: number;
  readonly command: string;
  /** Words for every task, with commas or blanks between them. */
  readonly tags: string;
  /** For every task; without those that are not set. */
  readonly options: OptionTexts;
}

/** Writes the form, and the file of rows, as the request that queues it. */
export function submitBody(
  { mode, taskId, nGpus, command, tags, options }: CreateForm,
  envar: EnvValues,
  csv: string | null = null,
) {
  return {
    "queue_mode": mode,
    command,
    envar,
    ...tags.trim() === "" ? {} : { tags: splitTags(tags) },
    ...Object.keys(options).length === 0 ? {} : { options },
    ...csv === null ? {} : { rows: csv },
    ...mode === "single"
      ? { "task_id": taskId.trim() || null, "n_gpus": nGpus }
      : {},
  };
}

/** What is typed, where it is worth keeping until it is queued. */
export function draftOf(form: CreateForm): CreateForm | null {
  const { taskId, command, tags, options } = form;
  const isEmpty = (taskId + command + tags).trim() === "" &&
    Object.keys(options).length === 0;
  return isEmpty ? null : form;
}

/** A form that was kept, and when. */
export interface KeptForm {
  readonly form: CreateForm;
  readonly savedAtMs: number | null;
}

/** Reads a kept draft; `null` for anything else. */
export function readDraft(value: unknown, maxGpus: number): KeptForm | null {
  if (typeof value !== "object" || value === null) return null;
  const { mode, taskId, nGpus, command, tags, options = {}, savedAtMs } =
    value as Partial<CreateForm & KeptForm>;
  const isDraft = (mode === "single" || mode === "multi") &&
    typeof taskId === "string" && typeof command === "string" &&
    typeof tags === "string" && typeof nGpus === "number" &&
    typeof options === "object" && options !== null &&
    Object.values(options).every((text) => typeof text === "string");
  if (!isDraft) return null;
  const most = Math.min(nGpus, maxGpus);
  return {
    form: { mode, taskId, command, tags, options, nGpus: most },
    savedAtMs: typeof savedAtMs === "number" ? savedAtMs : null,
  };
}
