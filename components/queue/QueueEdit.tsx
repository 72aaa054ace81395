import type { QueueEditForm } from "../../scheduler/view/queue_edit.ts";
import type { QueueSight } from "../../scheduler/view/queue_sight.ts";
import { gpuCount } from "../../scheduler/view/words.ts";
import type { BoardView } from "../../scheduler/view/board.ts";
import {
  knownTasks,
  type OptionTexts,
} from "../../scheduler/view/option_fields.ts";
import { OptionFields } from "../parts/OptionFields.tsx";
import { Problem } from "../parts/Problem.tsx";

/** A queued task while it is being edited. */
export interface QueueEditing {
  readonly id: string;
  readonly form: QueueEditForm;
  readonly issues: readonly string[];
  /** What is wrong with options, by their names. */
  readonly wrong: OptionTexts;
  readonly busy: boolean;
}

/** What {@linkcode QueueEdit} is given. */
export interface QueueEditProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly editing: QueueEditing;
  /** From 0. */
  readonly place: number;
  readonly maxGpus: number;
  /** Tasks that this one may be made to wait for. */
  readonly known: readonly string[];
}

/** The form of a task in sight, as a server draws it. */
export function editForm(
  at: string,
  { rows }: QueueSight,
  editing: QueueEditing,
  { gpus, active, queued }: BoardView,
) {
  const place = rows.find(({ task }) => task.id === editing.id)?.place ?? 0;
  return (
    <QueueEdit
      at={at}
      editing={editing}
      place={place}
      maxGpus={gpus.length}
      known={knownTasks({ active, queued })}
    />
  );
}

/** A row of the queue as a form; it works without a script, too. */
export function QueueEdit(props: QueueEditProps) {
  const { at, editing, place, maxGpus } = props;
  const { id, form, issues, wrong, busy } = editing;
  const most = Math.max(maxGpus, form.nGpus);
  const counts = Array.from({ length: most + 1 }, (_, count) => count);
  const isWrong = issues.length > 0;
  return (
    <li class="qe">
      <form
        method="post"
        action={`${at}#queue`}
        data-act="edit"
        aria-label={`Edit ${id}, position ${place + 1}`}
        class="pad"
      >
        <input type="hidden" name="action" value="edit" />
        <input type="hidden" name="id" value={id} />
        <div class="trio">
          <div class="f">
            <label for="edit-id">Task ID</label>
            <input
              class="in mono"
              id="edit-id"
              name="new_id"
              value={form.id}
              spellcheck={false}
              autocomplete="off"
              aria-describedby={isWrong ? "edit-problems" : undefined}
            />
          </div>
          <div class="f">
            <label for="edit-tags">Tags</label>
            <input
              class="in"
              id="edit-tags"
              name="tags"
              value={form.tags}
              spellcheck={false}
              autocomplete="off"
            />
          </div>
          <div class="f">
            <label for="edit-gpus">GPUs</label>
            <select
              class="in"
              id="edit-gpus"
              name="n_gpus"
              value={String(form.nGpus)}
            >
              {counts.map((count) => (
                <option
                  key={count}
                  value={count}
                  selected={count === form.nGpus}
                >
                  {gpuCount(count)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <Text id="edit-command" name="command" label="Command" rows={3}>
          {form.command}
        </Text>
        <Text id="edit-env" name="env_text" label="Environment" rows={3}>
          {form.envText}
        </Text>
        <p class="help">
          One NAME=value on a line. A value shown as{" "}
          <span class="mono s">********</span> stays as it is.
        </p>
        <OptionFields
          texts={form.options}
          wrong={wrong}
          known={props.known.filter((other) => other !== id)}
          prefix="edit-"
        />
        <div id="edit-problems" role={isWrong ? "alert" : undefined}>
          {issues.map((issue) => <Problem key={issue} text={issue} />)}
        </div>
        <div class="line">
          <span class="sp" />
          <a class="b" href={`${at}#queue`} data-cancel>Cancel</a>
          <button
            type="submit"
            class="b pri"
            aria-disabled={busy ? "true" : undefined}
          >
            {busy ? "Saving" : "Save changes"}
          </button>
        </div>
      </form>
    </li>
  );
}

function Text({ id, name, label, rows, children }: {
  id: string;
  name: string;
  label: string;
  rows: number;
  children: string;
}) {
  return (
    <div class="f">
      <label for={id}>{label}</label>
      <textarea
        class="in"
        id={id}
        name={name}
        rows={rows}
        spellcheck={false}
        autocapitalize="off"
        value={children}
      >
        {children}
      </textarea>
    </div>
  );
}
