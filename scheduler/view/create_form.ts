import type { EnvValues } from "./env_rows.ts";
import { splitTags } from "./tag_text.ts";

/** What stands in the form of new tasks, as it was typed. */
export interface CreateForm {
  readonly mode: "single" | "multi";
  readonly taskId: string;
  readonly nGpus: number;
  readonly command: string;
  /** Words for every task, with commas or blanks between them. */
  readonly tags: string;
}

/** Writes the form as the request that queues it. */
export function submitBody(
  { mode, taskId, nGpus, command, tags }: CreateForm,
  envar: EnvValues,
) {
  return {
    "queue_mode": mode,
    command,
    envar,
    ...tags.trim() === "" ? {} : { tags: splitTags(tags) },
    ...mode === "single"
      ? { "task_id": taskId.trim() || null, "n_gpus": nGpus }
      : {},
  };
}

/** What is typed, where it is worth keeping until it is queued. */
export function draftOf(form: CreateForm): CreateForm | null {
  const { taskId, command, tags } = form;
  return (taskId + command + tags).trim() === "" ? null : form;
}

/** A form that was kept, and when. */
export interface KeptForm {
  readonly form: CreateForm;
  readonly savedAtMs: number | null;
}

/** Reads a kept draft; `null` for anything else. */
export function readDraft(value: unknown, maxGpus: number): KeptForm | null {
  if (typeof value !== "object" || value === null) return null;
  const { mode, taskId, nGpus, command, tags, savedAtMs } = value as Partial<
    CreateForm & KeptForm
  >;
  const isDraft = (mode === "single" || mode === "multi") &&
    typeof taskId === "string" && typeof command === "string" &&
    typeof tags === "string" && typeof nGpus === "number";
  if (!isDraft) return null;
  return {
    form: { mode, taskId, command, tags, nGpus: Math.min(nGpus, maxGpus) },
    savedAtMs: typeof savedAtMs === "number" ? savedAtMs : null,
  };
}
