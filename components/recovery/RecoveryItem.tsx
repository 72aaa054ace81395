import { entryKey } from "../../scheduler/view/recovery_list.ts";
import type { RecoveryEntryView } from "../../scheduler/view/recovery_view.ts";
import { endLine, ranFor } from "../../scheduler/view/task_words.ts";
import { gpuCount } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Problem } from "../parts/Problem.tsx";
import type { RecoveryChoices } from "./RecoveryGroupList.tsx";

/** What {@linkcode RecoveryItem} is given. */
export interface RecoveryItemProps {
  readonly entry: RecoveryEntryView;
  readonly choices: RecoveryChoices;
  readonly nowMs: number;
}

/** One entry: what it was, and whether it comes back. */
export function RecoveryItem({ entry, choices, nowMs }: RecoveryItemProps) {
  const { task, section } = entry;
  const key = entryKey(entry);
  const selected = choices.selected.has(key);
  const failure = choices.failures.get(key);
  const { onHide, onDelete } = choices;
  const atMs = task.endedAtMs ?? task.startedAtMs ?? task.submittedAtMs;
  return (
    <div class={`ri${selected ? " sel" : ""}`}>
      <input
        class="cb"
        type="checkbox"
        name="entry"
        value={key}
        checked={selected}
        aria-label={`Select ${task.id}`}
        onChange={(event) =>
          choices.onSelect?.([key], event.currentTarget.checked)}
      />
      <div class="min-w-0">
        <div class="mono cut" title={task.id}>{task.id}</div>
        <div class="why cut" title={task.command}>
          {factsOf(entry, nowMs)}
          <span class="mono s">{task.command}</span>
        </div>
      </div>
      <span class="wh dim nw">
        <At atMs={atMs} nowMs={nowMs} />
      </span>
      <span class="acts needs-js">
        {section !== "hidden" && onHide && (
          <button
            type="button"
            class="b gh ic sm"
            aria-label={`Hide ${task.id}`}
            title="Hide"
            onClick={() => onHide(entry)}
          >
            <Icon name="hide" />
          </button>
        )}
        {onDelete && (
          <button
            type="button"
            class="b gh ic sm"
            aria-label={`Delete ${task.id}`}
            title="Delete"
            onClick={() => onDelete(entry)}
          >
            <Icon name="trash" />
          </button>
        )}
      </span>
      {failure !== undefined && (
        <div class="itemerr">
          <Problem text={`Not restored: ${failure}`} />
        </div>
      )}
    </div>
  );
}

function factsOf({ task }: RecoveryEntryView, nowMs: number): string {
  const facts = [gpuCount(task.nGpus)];
  if (task.startedAtMs !== null && task.endedAtMs !== null) {
    facts.push(`ran ${ranFor(task, nowMs)}`);
  }
  if (task.end !== null) facts.push(endLine(task));
  return `${facts.join(", ")}: `;
}
