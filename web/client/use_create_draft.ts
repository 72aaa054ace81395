import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  type CreateForm,
  draftOf,
  readDraft,
} from "../../scheduler/view/create_form.ts";
import type { EnvDraft } from "../../scheduler/view/env_draft.ts";
import { readOptionFields } from "../../scheduler/view/option_fields.ts";
import { recall, remember } from "./remembered.ts";
import { typedInto } from "./typed_into.ts";

/** What a person prepares; this browser keeps it until it is queued. */
export interface CreateDraft {
  readonly form: Signal<CreateForm>;
  readonly env: Signal<EnvDraft>;
  /** When it was last kept; `null` where there is nothing to keep. */
  readonly savedAtMs: Signal<number | null>;
  change(change: Partial<CreateForm>): void;
  changeEnv(env: EnvDraft): Promise<void>;
}

const MODE_KEY = "antScheduler.createTask.queueMode";
const DRAFT_KEY = "antScheduler.createTask.draft";
const ENV_KEY = "antScheduler.createTask.env";

/**
 * Begins with what the server has drawn, and goes on with what this browser
 * kept. What a form sent without a script has brought back goes first.
 */
export function useCreateDraft(
  drawn: CreateForm,
  drawnEnv: EnvDraft,
  maxGpus: number,
): CreateDraft {
  const form = useSignal(withTyped(drawn));
  const env = useSignal(drawnEnv);
  const savedAtMs = useSignal<number | null>(null);
  useEffect(() => {
    if (draftOf(drawn) !== null) return;
    env.value = recalledEnv() ?? env.value;
    if (draftOf(form.value) !== null) return;
    const kept = readDraft(recall(DRAFT_KEY), maxGpus);
    if (kept !== null) {
      form.value = kept.form;
      savedAtMs.value = kept.savedAtMs;
    } else if (recall(MODE_KEY) === "Multi") {
      form.value = { ...form.value, mode: "multi" };
    }
  }, []);
  return {
    form,
    env,
    savedAtMs,
    change(change) {
      form.value = { ...form.value, ...change };
      const draft = draftOf(form.value);
      const now = Date.now();
      const isKept = remember(DRAFT_KEY, draft && { ...draft, savedAtMs: now });
      savedAtMs.value = isKept && draft !== null ? now : null;
      if (change.mode !== undefined) {
        remember(MODE_KEY, change.mode === "multi" ? "Multi" : "Single");
      }
    },
    async changeEnv(draft) {
      env.value = draft;
      const { keepEnv } = await import("./env_keeper.ts");
      if (keepEnv(ENV_KEY, env.peek())) savedAtMs.value = Date.now();
    },
  };
}

/** A draft with what looks secret is kept for as long as the tab lives. */
function recalledEnv(): EnvDraft | null {
  return [recall(ENV_KEY, "sessionStorage"), recall(ENV_KEY)]
    .find(isEnvDraft) ?? null;
}

function isEnvDraft(value: unknown): value is EnvDraft {
  const { rows, json } = (value ?? {}) as Partial<EnvDraft>;
  return Array.isArray(rows) && (json === null || typeof json === "string") &&
    rows.every((row) =>
      typeof row?.name === "string" && typeof row.text === "string"
    );
}

function withTyped(form: CreateForm): CreateForm {
  return {
    ...form,
    command: typedInto("#command", form.command),
    taskId: typedInto("#task-id", form.taskId),
    tags: typedInto("#tags", form.tags),
    options: typedOptions() ?? form.options,
  };
}

/** The options in the form that the server has drawn. */
function typedOptions(): CreateForm["options"] | null {
  if (typeof document === "undefined") return null;
  const form = document.querySelector<HTMLInputElement>("#command")?.form;
  return form ? readOptionFields(new FormData(form)) : null;
}
