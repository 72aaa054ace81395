import { signal } from "@preact/signals";
import type { TaskView } from "../../../scheduler/view/task_view.ts";
import {
  changeOf,
  editFormOf,
  type QueueEditForm,
  readEditForm,
} from "../../../scheduler/view/queue_edit.ts";
import {
  messagesElsewhere,
  wrongOptions,
} from "../../../scheduler/view/form_issue.ts";
import type { OptionTexts } from "../../../scheduler/view/option_fields.ts";
import { ask } from "../api.ts";
import { ApiError } from "../api_error.ts";
import { reasonOf, sayDone } from "../toasts.ts";

/** The task being edited, as it was when its form opened. */
export interface OpenEdit {
  readonly id: string;
  readonly task: TaskView;
  readonly form: QueueEditForm;
  readonly issues: readonly string[];
  readonly wrong: OptionTexts;
  readonly busy: boolean;
}

/** The form that edits one queued task in its place. */
export class QueueEditor {
  readonly now = signal<OpenEdit | null>(null);

  open(task: TaskView): void {
    const form = editFormOf(task);
    const { id } = task;
    this.now.value = { id, task, form, issues: [], wrong: {}, busy: false };
  }

  close(): void {
    this.now.value = null;
  }

  /** Takes in what was typed. */
  type(fields: FormData): void {
    const edit = this.now.value;
    if (edit === null) return;
    const form = readEditForm(fields, edit.task);
    this.now.value = { ...edit, form, issues: [], wrong: {} };
  }

  /**
   * Resolves with the task's id from then on, and leaves closing to whoever
   * asked; `null` where the form has to stay open.
   */
  async save(): Promise<string | null> {
    const edit = this.now.value;
    if (edit === null || edit.busy) return null;
    const { change, problems } = changeOf(edit.form, edit.task);
    if (problems.length > 0) {
      this.now.value = { ...edit, issues: problems };
      return null;
    }
    this.now.value = { ...edit, busy: true };
    try {
      const path = `api/v1/tasks/${encodeURIComponent(edit.id)}`;
      const { id } = Object.keys(change).length === 0
        ? edit
        : await ask("PATCH", path, change) as TaskView;
      sayDone("Changed", id);
      return id;
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      this.now.value = {
        ...edit,
        issues: issues.length === 0
          ? [reasonOf(error)]
          : messagesElsewhere(issues),
        wrong: wrongOptions(issues),
      };
      return null;
    }
  }
}
