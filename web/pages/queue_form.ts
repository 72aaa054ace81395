import {
  type BoardView,
  changeOf,
  editFormOf,
  type QueueEditForm,
  readEditForm,
  SpecError,
  viewTask,
} from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { editQueued } from "../v1/tasks/edit.ts";
import { type Acted, trying } from "./task_forms.ts";

/** The form of a queued task, as a page shows it. */
export interface EditShown {
  readonly id: string;
  readonly form: QueueEditForm;
  readonly issues: readonly string[];
  readonly busy: false;
}

/** Opens the form of a task that the page shows; `null` for any other. */
export function openEdit(
  { queued }: BoardView,
  id: string | null,
): EditShown | null {
  const task = queued.find((row) => row.id === id);
  if (task === undefined) return null;
  return { id: task.id, form: editFormOf(task), issues: [], busy: false };
}

/** Changes a queued task as a form wants; `editing` shows it once more. */
export async function editByForm(
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
  const acted = await trying(async () => {
    if (problems.length > 0) {
      throw new SpecError(problems.map((message) => ({ message })));
    }
    const name = await editQueued(scheduler, id, change, submitContext());
    return { kind: "done", word: "edit", name };
  });
  const issues = acted.kind === "done" ? [] : [acted.message];
  return { acted, editing: { id, form, issues, busy: false } };
}
