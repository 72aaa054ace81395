import { page } from "fresh";
import { RowsField } from "../components/create/RowsField.tsx";
import { SlotList } from "../components/create/SlotList.tsx";
import { TemplateMeanings } from "../components/create/TemplateMeanings.tsx";
import { OptionFields } from "../components/parts/OptionFields.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import {
  FirstQueueHead,
  type QueueHeadProps,
} from "../components/queue/FirstQueue.tsx";
import {
  type CreateForm,
  envTextOf,
  type EnvValues,
  formIssue,
  knownTasks,
  type OptionTexts,
  QUEUE_HEAD,
  readEnvText,
  readOptionFields,
  wrongOptions,
} from "../components/views.ts";
import {
  UndoRemoval,
  type UndoRemovalProps,
} from "../components/queue/UndoRemoval.tsx";
import CreateTask, { type CreateTaskProps } from "../islands/CreateTask.tsx";
import LiveQueue from "../islands/LiveQueue.tsx";
import { type BoardView, splitTags } from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import { maskKept, shownSlots } from "../web/kept_secrets.ts";
import { queueForm } from "../web/pages/create_form.ts";
import {
  actOnQueue,
  headOf,
  openEdit,
  seeQueueDone,
  undoOf,
} from "../web/pages/queue_form.ts";
import { seeDone, trying } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

interface CreateData {
  readonly form: Omit<
    CreateTaskProps,
    "slotList" | "meanings" | "optionFields"
  >;
  /** What is wrong with options, by their names. */
  readonly wrong: OptionTexts;
  /** Tasks that another may wait for. */
  readonly known: readonly string[];
  readonly board: BoardView;
  readonly editing: QueueHeadProps["editing"];
  readonly problem: string | null;
  readonly undo: UndoRemovalProps | null;
}

export const handler = define.handlers<CreateData>({
  async GET({ url, state }) {
    const data = await dataOf(state);
    const editing = await openEdit(state, url.searchParams.get("edit"));
    const undo = url.searchParams.get("undo");
    return page({ ...data, editing, undo: undoOf(state, undo) });
  },

  /** New tasks, or a change of the queue, without a script. */
  async POST({ req, state }) {
    const form = await readFields(req);
    if (form.get("action") === "submit") return await submit(state, form);
    const { acted, editing, batch } = await actOnQueue(state, form);
    if (acted.kind === "done") {
      return seeQueueDone("/create_task", acted, batch);
    }
    const data = await dataOf(state);
    const problem = editing === null ? acted.message : null;
    const status = { status: acted.status };
    return page({ ...data, editing, problem }, status);
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    {data.undo !== null && <UndoRemoval {...data.undo} />}
    <CreateTask
      {...data.form}
      slotList={<SlotList slots={data.form.slots} nowMs={data.form.nowMs} />}
      meanings={<TemplateMeanings />}
      optionFields={
        <>
          <OptionFields
            texts={data.form.form.options}
            wrong={data.wrong}
            known={data.known}
          />
          <RowsField
            isWrong={data.form.issues.some(({ target }) => target === "rows")}
          />
        </>
      }
    />
    <LiveQueue {...queueOf(data)}>
      <FirstQueueHead {...queueOf(data)} />
    </LiveQueue>
  </div>
));

function queueOf({ board: initial, editing }: CreateData): QueueHeadProps {
  return { at: "create_task", initial, editing };
}

/** Everything typed stays where something is wrong with it. */
async function submit(state: State, fields: FormData) {
  const form = readForm(fields, state.config.defaultGpus);
  const envText = textOf(fields, "env_text");
  const { envar, problems } = readEnvText(envText);
  const wrongLines = [...problems].map(([place, message]) => ({
    message: `Environment, line ${place + 1}: ${message}`,
    line: null,
    target: "env-text",
    place: "Environment",
  }));
  const body = {
    "queue_mode": form.mode,
    "task_id": form.taskId.trim() || null,
    "n_gpus": form.nGpus,
    command: form.command,
    envar,
    tags: splitTags(form.tags),
    options: form.options,
  };
  const rows = await rowsOf(fields);
  let issues: CreateTaskProps["issues"] = wrongLines;
  let wrong: OptionTexts = {};
  if (wrongLines.length === 0) {
    const acted = await trying(async () => {
      const key = await keyOf(fields, rows);
      const queued = await queueForm(state, body, key, rows);
      if (queued.kind === "queued") {
        const name = queued.ids.join(", ");
        return { kind: "done", word: "queued", name };
      }
      issues = queued.issues.map((issue) => formIssue(issue, []));
      wrong = wrongOptions(queued.issues);
      return { kind: "refused", message: "", status: 422 };
    });
    if (acted.kind === "done") return seeDone("/create_task", acted);
    if (issues.length === 0) issues = [formIssue(acted, [])];
  }
  const data = await dataOf(state);
  return page(
    { ...data, wrong, form: { ...data.form, form, envar, envText, issues } },
    { status: 422 },
  );
}

function readForm(fields: FormData, defaultGpus: number): CreateForm {
  return {
    mode: fields.get("queue_mode") === "multi" ? "multi" : "single",
    taskId: textOf(fields, "task_id"),
    nGpus: Number(fields.get("n_gpus") ?? defaultGpus),
    // A form sends CR LF (HTML Standard, 4.10.21.7).
    command: textOf(fields, "command").replaceAll("\r\n", "\n"),
    tags: textOf(fields, "tags"),
    options: readOptionFields(fields),
  };
}

/** What is sent again is the same only where all of it is. */
async function keyOf(
  fields: FormData,
  rows: string | null,
): Promise<string | null> {
  const key = textOf(fields, "key");
  if (key === "") return null;
  const text = JSON.stringify([[...fields], rows]);
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text),
  );
  return new Uint8Array(hash).toHex();
}

/** The text of the file of rows; `null` where none was chosen, hence no name. */
async function rowsOf(fields: FormData): Promise<string | null> {
  const file = fields.get("rows");
  return file instanceof File && file.name !== "" ? await file.text() : null;
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

async function dataOf(state: State): Promise<CreateData> {
  const { scheduler, config } = state;
  const board = await scheduler.board();
  const envar: EnvValues = maskKept(scheduler.state.envDraft, state);
  const maxGpus = board.gpus.length;
  const defaultGpus = Math.min(config.defaultGpus, maxGpus);
  return {
    form: {
      form: {
        mode: "single",
        taskId: "",
        nGpus: defaultGpus,
        command: "",
        tags: "",
        options: {},
      },
      envar,
      envText: envTextOf(envar),
      slots: shownSlots(state),
      issues: [],
      submitKey: crypto.randomUUID(),
      defaultGpus,
      maxGpus,
      nowMs: board.nowMs,
    },
    wrong: {},
    known: knownTasks(board),
    board: headOf(board, QUEUE_HEAD),
    editing: null,
    problem: null,
    undo: null,
  };
}
