import { keyOfEntry } from "../../scheduler/view/recovery_query.ts";
import type { RecoveryEntryView } from "../../scheduler/view/recovery_view.ts";
import { endLine, ranFor } from "../../scheduler/view/task_words.ts";
import { gpuCount, gpuNames } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { Tags } from "../parts/Tags.tsx";
import { RecoveryReason } from "./RecoveryReason.tsx";

/** Why an entry was not restored. */
export interface RecoveryProblem {
  readonly reason: string;
  /** An id under which it can come back. */
  readonly freeId: string | null;
}

/** What {@linkcode RecoveryItem} is given. */
export interface RecoveryItemProps {
  readonly entry: RecoveryEntryView;
  readonly nowMs: number;
  readonly isSelected: boolean;
  readonly failure?: RecoveryProblem | undefined;
  /** Without these the row is part of a form that its buttons send. */
  readonly onSelect?: (isOn: boolean, isRange: boolean) => void;
  readonly onAct?: (action: "hide" | "delete") => void;
  readonly onRestoreAs?: (id: string) => void;
}

/** One entry: what it was, and whether it comes back. */
export function RecoveryItem(props: RecoveryItemProps) {
  const { entry, nowMs, isSelected, failure, onSelect, onAct } = props;
  const { task, section, sessionId } = entry;
  const key = keyOfEntry({ sessionId, section, id: task.id });
  const atMs = task.endedAtMs ?? task.startedAtMs ?? task.submittedAtMs;
  const action = (name: "hide" | "delete", word: string, icon: IconName) => (
    <button
      type={onAct ? "button" : "submit"}
      class="b gh ic sm"
      name={name}
      value={key}
      data-act={name}
      aria-label={`${word} ${task.id}`}
      title={word}
      onClick={onAct && (() => onAct(name))}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div class={`ri${isSelected ? " sel" : ""}`}>
      <input
        class="cb"
        type="checkbox"
        name="entry"
        value={key}
        checked={isSelected}
        aria-label={`Select ${task.id}`}
        onClick={(event) =>
          onSelect?.(event.currentTarget.checked, event.shiftKey)}
      />
      <div class="min-w-0">
        <div class="id">
          <span class="mono cut" title={task.id}>{task.id}</span>
          <Tags tags={task.tags} />
        </div>
        <div class="why cut" title={task.command}>
          {factsOf(entry, nowMs)}
          <span class="mono s">{task.command}</span>
        </div>
      </div>
      <span class="wh dim nw">
        <At atMs={atMs} nowMs={nowMs} />
      </span>
      <span class="acts">
        {section !== "hidden" && action("hide", "Hide", "hide")}
        {action("delete", "Delete", "trash")}
      </span>
      {failure !== undefined && (
        <RecoveryReason
          {...failure}
          entryKey={key}
          onRestoreAs={props.onRestoreAs}
        />
      )}
    </div>
  );
}

function factsOf({ task, section }: RecoveryEntryView, nowMs: number): string {
  const facts = [
    task.gpus.length > 0 ? gpuNames(task.gpus) : gpuCount(task.nGpus),
  ];
  if (task.startedAtMs !== null && task.endedAtMs !== null) {
    facts.unshift(`ran ${ranFor(task, nowMs)}`);
  }
  if (task.end !== null && section !== "ongoing") facts.push(endLine(task));
  return `${facts.join(", ")}: `;
}
