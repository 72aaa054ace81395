import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { PreviewList } from "../components/create/PreviewList.tsx";
import { CreateFields } from "../components/create/CreateFields.tsx";
import { type FormIssue, SubmitBar } from "../components/create/SubmitBar.tsx";
import type { SlotView } from "../components/create/SlotCard.tsx";
import {
  type CreateForm,
  draftOf,
  readDraft,
  submitBody,
} from "../scheduler/view/create_form.ts";
import {
  type EnvValues,
  readEnvJson,
  readRows,
  rowsOf,
} from "../scheduler/view/env_rows.ts";
import { counted } from "../scheduler/view/words.ts";
import { ApiError, ask } from "../web/client/api.ts";
import {
  isBoolean,
  recall,
  remember,
  useRemembered,
} from "../web/client/remembered.ts";
import {
  insertAtCursor,
  selectLine,
  typedInto,
} from "../web/client/text_fields.ts";
import { reasonOf, sayDone, sayFailed } from "../web/client/toasts.ts";
import type { CommandPreviewProps } from "./CommandPreview.tsx";
import EnvEditor, { type EnvDraft } from "./EnvEditor.tsx";
import EnvSlots from "./EnvSlots.tsx";

/** What {@linkcode CreateTask} is given. */
export interface CreateTaskProps {
  readonly form: CreateForm;
  readonly envar: EnvValues;
  /** The same as it was typed without a script. */
  readonly envText: string;
  readonly slots: readonly SlotView[];
  /** What the server found wrong with a form sent without a script. */
  readonly issues: readonly FormIssue[];
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly nowMs: number;
}

const MODE_KEY = "antScheduler.createTask.queueMode";
const DRAFT_KEY = "antScheduler.createTask.draft";
const HELP_KEY = "antScheduler.createTask.taskIdTemplateHelpExpanded";

function withTyped(form: CreateForm): CreateForm {
  return {
    ...form,
    command: typedInto("#command", form.command),
    taskId: typedInto("#task-id", form.taskId),
    tags: typedInto("#tags", form.tags),
  };
}

/** The form of new tasks and, beside it, what it will queue. */
export default function CreateTask(props: CreateTaskProps) {
  const { defaultGpus, maxGpus, nowMs } = props;
  const root = useRef<HTMLDivElement>(null);
  const form = useSignal(withTyped(props.form));
  const env = useSignal<EnvDraft>({ rows: rowsOf(props.envar), json: null });
  const issues = useSignal(props.issues);
  const busy = useSignal(false);
  const help = useRemembered(HELP_KEY, true, isBoolean);
  const preview = useSignal<FunctionComponent<CommandPreviewProps> | null>(
    null,
  );
  const kept = useRef(JSON.stringify(props.envar));
  const reading = env.value.json === null
    ? readRows(env.value.rows)
    : readEnvJson(env.value.json);

  useEffect(() => {
    // What a form sent without a script has brought back goes first.
    if (draftOf(form.value) !== null) return;
    const draft = readDraft(recall(DRAFT_KEY), maxGpus);
    if (draft !== null) form.value = draft;
    else if (recall(MODE_KEY) === "Multi") {
      form.value = { ...form.value, mode: "multi" };
    }
  }, []);
  const { command } = form.value;
  useEffect(() => {
    // The parsers come with the first command that there is to read; where
    // the server can not be reached, with the next key.
    if (command.trim() === "" || preview.value !== null) return;
    import("./CommandPreview.tsx").then((module) => {
      preview.value = module.default;
    }, () => {});
  }, [command]);
  const setForm = (change: Partial<CreateForm>) => {
    form.value = { ...form.value, ...change };
    issues.value = [];
    remember(DRAFT_KEY, draftOf(form.value));
    if (change.mode !== undefined) {
      remember(MODE_KEY, change.mode === "multi" ? "Multi" : "Single");
    }
  };
  const keepDraft = async () => {
    const now = env.peek().json === null
      ? readRows(env.peek().rows)
      : readEnvJson(env.peek().json!);
    const text = JSON.stringify(now.envar);
    if (now.problems.size > 0 || text === kept.current) return;
    kept.current = text;
    try {
      await ask("PUT", "/api/v1/env-draft", { envar: now.envar });
    } catch (error) {
      sayFailed("Variables not kept for the next visit", error);
    }
  };
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy.value) return;
    issues.value = [...reading.problems].map(([place, problem]) => ({
      message: `Environment, row ${place + 1}: ${problem}`,
      line: null,
    }));
    if (issues.value.length > 0) return;
    busy.value = true;
    try {
      const told = await ask(
        "POST",
        "/api/v1/tasks",
        submitBody(form.value, reading.envar),
      );
      const ids = namesIn(told);
      sayDone(`${counted(ids.length, "task")} queued`, ids.join(", "));
      setForm({ taskId: "", command: "", nGpus: defaultGpus });
    } catch (error) {
      issues.value = issuesOf(error);
    } finally {
      busy.value = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    root.current?.querySelector("form")?.requestSubmit();
  };
  const Preview = preview.value;
  return (
    <div class="cols" ref={root} onKeyDown={onKeyDown}>
      <form
        class="p"
        method="post"
        aria-labelledby="form-title"
        onSubmit={onSubmit}
      >
        <CreateFields
          form={form.value}
          envText={props.envText}
          maxGpus={maxGpus}
          problems={issues.value.length}
          onForm={setForm}
          showsHelp={help.value}
          onHelp={(open) => help.value = open}
          onInsert={(text) => insertAtCursor(root.current, text)}
        >
          <EnvEditor
            draft={env.value}
            onDraft={(draft) => {
              env.value = draft;
              issues.value = [];
            }}
            onLeave={() => void keepDraft()}
          />
          <EnvSlots
            initial={props.slots}
            nowMs={nowMs}
            envar={() => reading.problems.size > 0 ? null : reading.envar}
            onLoad={(envar) => {
              env.value = { rows: rowsOf(envar), json: null };
              void keepDraft();
            }}
          />
        </CreateFields>
        <SubmitBar
          issues={issues.value}
          busy={busy.value}
          word={form.value.mode === "multi" ? "Queue tasks" : "Queue task"}
          onLine={(line) => selectLine(root.current, line)}
        />
      </form>
      {Preview === null ? <PreviewList tasks={[]} commentLines={0} /> : (
        <Preview
          form={form.value}
          onForm={setForm}
          envar={reading.envar}
          defaultGpus={defaultGpus}
          maxGpus={maxGpus}
          seed={nowMs}
          nowMs={nowMs}
        />
      )}
    </div>
  );
}

function issuesOf(error: unknown): readonly FormIssue[] {
  const issues = error instanceof ApiError ? error.issues : [];
  return issues.length === 0
    ? [{ message: reasonOf(error), line: null }]
    : issues.map(({ message, line }) => ({ message, line: line ?? null }));
}

/** The ids in the answer, whatever else it tells of the tasks. */
function namesIn(told: unknown): readonly string[] {
  const { tasks = [], ids } = told as {
    tasks?: readonly { readonly id: string }[];
    ids?: readonly string[];
  };
  return ids ?? tasks.map(({ id }) => id);
}
