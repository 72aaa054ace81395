import {
  type BoardView,
  changeOf,
  editFormOf,
  messagesElsewhere,
  type QueueEditForm,
  readEditForm,
  Refused,
  SpecError,
  type SpecIssue,
  type Task,
  viewTask,
  wrongOptions,
} from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { editQueued } from "../v1/tasks/edit.ts";
import { putBack } from "../v1/tasks/tasks.ts";
import { type Acted, actOnTasks, seeDone, trying } from "./task_forms.ts";

/** The form of a queued task, as a page shows it. */
export interface EditShown {
  readonly id: string;
  readonly form: QueueEditForm;
  readonly issues: readonly string[];
  /** What is wrong with options, by their names. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly busy: false;
}

/** Opens the form of a queued task; `null` for any other. */
export async function openEdit(
  { scheduler }: State,
  id: string | null,
): Promise<EditShown | null> {
  const task = id === null ? null : await scheduler.find(id);
  if (task?.state.name !== "queued") return null;
  const form = editFormOf(viewTask(task));
  return { id: task.id, form, issues: [], wrong: {}, busy: false };
}

/** How a change of the queue went. */
export interface ActedOnQueue {
  readonly acted: Acted;
  /** The form that stays open, where an edit was turned down. */
  readonly editing: EditShown | null;
  /** What was removed together, to be put back; `null` for nothing. */
  readonly batch: number | null;
}

/** Carries out what a form on a page with the queue wishes. */
export async function actOnQueue(
  state: State,
  fields: FormData,
): Promise<ActedOnQueue> {
  const rest = { editing: null, batch: null };
  switch (fields.get("action")) {
    case "edit":
      return { ...rest, ...await editByForm(state, fields) };
    case "unqueue":
      return { ...rest, ...await removeByForm(state, fields) };
    case "put-back":
      return { ...rest, acted: await putBackByForm(state, fields) };
    default:
      return { ...rest, acted: await actOnTasks(state.scheduler, fields) };
  }
}

/** Leads back to where the queue is shown, with the way to undo a removal. */
export function seeQueueDone(
  address: string,
  acted: Extract<Acted, { kind: "done" }>,
  batch: number | null,
): Response {
  const url = new URL(address, "http://page");
  for (const name of ["edit", "undo", "done", "name"]) {
    url.searchParams.delete(name);
  }
  if (batch !== null) url.searchParams.set("undo", String(batch));
  return seeDone(`${url.pathname}${url.search}#queue`, acted);
}

/** What can still be put back of a batch that an address names. */
export function undoOf(
  { removed }: State,
  batch: string | null,
): { readonly batch: number; readonly ids: readonly string[] } | null {
  const tasks = removed.inBatch(Number(batch));
  if (batch === null || tasks.length === 0) return null;
  return { batch: Number(batch), ids: tasks.map(({ id }) => id) };
}

/** A board without the past and with the queue's head: the feed has more. */
export function headOf(board: BoardView, rows: number): BoardView {
  return { ...board, queued: board.queued.slice(0, rows), ended: [] };
}

/** Takes tasks out of the queue, and keeps those that went as one batch. */
async function removeByForm(
  { scheduler, removed }: State,
  fields: FormData,
): Promise<Pick<ActedOnQueue, "acted" | "batch">> {
  const find = (id: unknown) => scheduler.find(String(id));
  const before = await Promise.all(fields.getAll("id").map(find));
  const acted = await actOnTasks(scheduler, fields);
  const gone: Task[] = [];
  for (const task of before) {
    const isOut = task?.state.name === "queued" && await find(task.id) === null;
    if (isOut) gone.push(task);
  }
  return { acted, batch: gone.length === 0 ? null : removed.keep(...gone) };
}

/** Puts a batch back: the last first, so that each finds its place. */
function putBackByForm(state: State, fields: FormData): Promise<Acted> {
  const tasks = state.removed.inBatch(Number(fields.get("batch")));
  return trying(async () => {
    if (tasks.length === 0) {
      const reason = "Cannot put back what was removed too long ago";
      throw new Refused("unknown-task", [reason]);
    }
    for (const { id } of tasks.toReversed()) await putBack(state, id);
    const name = tasks.length === 1 ? tasks[0]!.id : `${tasks.length} tasks`;
    return { kind: "done", word: "put-back", name };
  });
}

/** Changes a queued task as a form wants; `editing` shows it once more. */
async function editByForm(
  { scheduler, submitContext }: State,
  fields: FormData,
): Promise<{ readonly acted: Acted; readonly editing: EditShown | null }> {
  const id = String(fields.get("id"));
  const task = await scheduler.find(id);
  if (task === null || task.state.name !== "queued") {
    const message = `Cannot edit task "${id}": it is not queued any more`;
    return {
      acted: { kind: "refused", message, status: 409 },
      editing: null,
    };
  }
  const view = viewTask(task);
  const form = readEditForm(fields, view);
  const { change, problems } = changeOf(form, view);
  let found: readonly SpecIssue[] = [];
  const acted = await trying(async () => {
    if (problems.length > 0) {
      throw new SpecError(problems.map((message) => ({ message })));
    }
    const name = await editQueued(scheduler, id, change, submitContext())
      .catch((error) => {
        if (error instanceof SpecError) found = error.issues;
        throw error;
      });
    return { kind: "done", word: "edit", name };
  });
  const messages = acted.kind === "done" ? [] : [acted.message];
  const issues = found.length > 0 ? messagesElsewhere(found) : messages;
  const wrong = wrongOptions(found);
  return { acted, editing: { id, form, issues, wrong, busy: false } };
}
