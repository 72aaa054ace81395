import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CreateFields } from "../components/create/CreateFields.tsx";
import type { CommandLinesProps } from "../components/create/CommandLines.tsx";
import { EnvEditor } from "../components/create/EnvEditor.tsx";
import type { SlotAct } from "../components/create/EnvSlots.tsx";
import { PreviewHint } from "../components/create/PreviewHint.tsx";
import { SavedEnvs } from "../components/create/SavedEnvs.tsx";
import type { SlotView } from "../components/create/SlotCard.tsx";
import { SubmitBar } from "../components/create/SubmitBar.tsx";
import { type CreateForm, submitBody } from "../scheduler/view/create_form.ts";
import type { EnvDraft } from "../scheduler/view/env_draft.ts";
import {
  type EnvValues,
  readEnvJson,
  readRows,
  rowsOf,
} from "../scheduler/view/env_rows.ts";
import { envIssues } from "../scheduler/view/env_issues.ts";
import type { FormIssue } from "../scheduler/view/form_issue.ts";
import {
  optionInput,
  readOptionFields,
} from "../scheduler/view/option_fields.ts";
import { counted } from "../scheduler/view/words.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { isBoolean, useRemembered } from "../web/client/remembered.ts";
import { insertAtCursor, showPlace } from "../web/client/text_fields.ts";
import { useCreateDraft } from "../web/client/use_create_draft.ts";
import { useOptionFields } from "../web/client/use_option_fields.ts";
import { useRowsFile } from "../web/client/use_rows_file.ts";
import { useSubmit } from "../web/client/use_submit.ts";
import type { CommandPreviewProps, FormReading } from "./CommandPreview.tsx";

/** What {@linkcode CreateTask} is given. */
export interface CreateTaskProps {
  readonly form: CreateForm;
  readonly envar: EnvValues;
  /** The same as it was typed without a script. */
  readonly envText: string;
  readonly slots: readonly SlotView[];
  /** The same, drawn: they come alive once somebody uses them. */
  readonly slotList: ComponentChildren;
  /** What templates mean. */
  readonly meanings: ComponentChildren;
  /** The fields of options, drawn: the page itself keeps what they hold. */
  readonly optionFields: ComponentChildren;
  /** What the server found wrong with a form sent without a script. */
  readonly issues: readonly FormIssue[];
  /** By which the server knows a form that is sent twice. */
  readonly submitKey: string;
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly nowMs: number;
}

/** What comes with the first command that there is to read. */
interface Reader {
  readonly Preview: FunctionComponent<CommandPreviewProps>;
  readonly Lines: FunctionComponent<CommandLinesProps>;
}

const NOTHING: FormReading["wrong"] = new Map();
const HELP_KEY = "antScheduler.createTask.taskIdTemplateHelpExpanded";
const SLOTS_KEY = "antScheduler.createTask.envSlotsExpanded";

/** The form of new tasks and, beside it, what it will queue. */
export default function CreateTask(props: CreateTaskProps) {
  const { defaultGpus, maxGpus, nowMs } = props;
  const root = useRef<HTMLDivElement>(null);
  const draft = useCreateDraft(
    props.form,
    { rows: rowsOf(props.envar), json: null },
    maxGpus,
  );
  const slots = useSignal(props.slots);
  const help = useRemembered(HELP_KEY, false, isBoolean);
  const showsSlots = useRemembered(SLOTS_KEY, true, isBoolean);
  const reader = useReader(draft.form.value.command);
  const read = useSignal<FormReading | null>(null);
  const rowsFile = useRowsFile(root);

  const form = draft.form.value;
  const { rows, json } = draft.env.value;
  const env = json === null ? readRows(rows) : readEnvJson(json);
  // While people type, what was read is of another form.
  const csv = rowsFile.text.value;
  const isRead = read.value?.form === form && read.value.csv === csv;
  const found = [
    ...isRead ? read.value!.issues : [],
    ...envIssues(env, rows, json !== null),
  ];
  const submit = useSubmit({
    issues: props.issues,
    rows: () => rows,
    onQueued: () => {
      rowsFile.clear();
      draft.change({
        ...{ taskId: "", command: "", nGpus: defaultGpus },
        options: {},
      });
    },
  });
  useOptionFields(root, () => draft.form.peek().options, [
    ...found,
    ...submit.issues.value,
  ]);
  const setForm = (change: Partial<CreateForm>) => {
    draft.change(change);
    submit.forget();
  };
  const setEnv = (next: EnvDraft) => {
    void draft.changeEnv(next);
    submit.forget();
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (found.length > 0) showPlace(root.current, found[0]!);
    else void rowsFile.send(submit, submitBody(form, env.envar));
  };
  useShortcuts("Create", () => [{
    keys: "Mod+Enter",
    does: "Queue what the form says",
    inFields: true,
    run: () => root.current?.querySelector("form")?.requestSubmit(),
  }]);
  const actOnSlot = async (place: number, act: SlotAct) => {
    const actions = await import("../web/client/env_slots.ts");
    const envar = env.problems.size > 0 ? null : env.envar;
    const onLoad = (loaded: EnvValues) =>
      setEnv({ rows: rowsOf(loaded), json: null });
    const desk = { slots, envar, onLoad };
    await actions.actOnSlot(desk, place, act);
  };
  const readFile = async (file: File) => {
    const { droppedText } = await import("../web/client/dropped_file.ts");
    const text = await droppedText(file);
    if (text !== null) setForm({ command: text });
  };
  const { Preview, Lines } = reader.value ?? {};
  const isMulti = form.mode === "multi";
  return (
    <div class="cols" ref={root}>
      <form
        class="p"
        method="post"
        enctype="multipart/form-data"
        aria-labelledby="form-title"
        onSubmit={onSubmit}
        onInput={({ target, currentTarget }) => {
          const { name } = target as HTMLInputElement;
          if (name === "rows") {
            void rowsFile.take();
            submit.forget();
          } else if (name.startsWith(optionInput(""))) {
            setForm({ options: readOptionFields(new FormData(currentTarget)) });
          }
        }}
        noValidate={Preview !== undefined}
      >
        <CreateFields
          form={form}
          envText={props.envText}
          envar={env.envar}
          defaultGpus={defaultGpus}
          maxGpus={maxGpus}
          submitKey={props.submitKey}
          savedAtMs={draft.savedAtMs.value}
          problems={found.filter(({ line }) => line !== null).length}
          onForm={setForm}
          onFile={(file) => void readFile(file)}
          lines={Lines && (
            <Lines
              text={form.command}
              wrong={read.value?.wrong ?? NOTHING}
            />
          )}
          showsHelp={help.value}
          onHelp={(open) => help.value = open}
          onInsert={(text) => insertAtCursor(root.current, text)}
          meanings={props.meanings}
          optionFields={props.optionFields}
        >
          <EnvEditor
            draft={draft.env.value}
            reading={env}
            title={isMulti ? "Environment for all" : "Environment"}
            onDraft={setEnv}
          />
          <SavedEnvs
            slots={slots.value}
            nowMs={nowMs}
            open={showsSlots.value}
            onOpen={(open) => showsSlots.value = open}
            onAct={actOnSlot}
          >
            {props.slotList}
          </SavedEnvs>
        </CreateFields>
        <SubmitBar
          found={Preview === undefined ? [] : found}
          issues={submit.issues.value}
          busy={submit.busy.value}
          word={wordFor(form, read.value?.tasks ?? 0)}
          onPlace={(issue) => showPlace(root.current, issue)}
        />
      </form>
      {Preview === undefined ? <PreviewHint /> : (
        <Preview
          form={form}
          csv={csv}
          onForm={setForm}
          onRead={(told) => read.value = told}
          envar={env.envar}
          rows={rows}
          defaultGpus={defaultGpus}
          maxGpus={maxGpus}
          seed={nowMs}
          nowMs={nowMs}
        />
      )}
    </div>
  );
}

/**
 * Loads the parsers, and what sends a form, with the first command that there
 * is to read; where the server can not be reached, with the next key.
 */
function useReader(command: string) {
  const reader = useSignal<Reader | null>(null);
  useEffect(() => {
    if (command.trim() === "" || reader.value !== null) return;
    Promise.all([
      import("./CommandPreview.tsx"),
      import("../components/create/CommandLines.tsx"),
      import("../web/client/api.ts"),
    ]).then(([{ default: Preview }, { CommandLines: Lines }]) => {
      reader.value ??= { Preview, Lines };
    }, () => {});
  }, [command]);
  return reader;
}

function wordFor({ mode }: CreateForm, tasks: number): string {
  if (mode === "single" && tasks <= 1) return "Queue task";
  return tasks === 0 ? "Queue tasks" : `Queue ${counted(tasks, "task")}`;
}
