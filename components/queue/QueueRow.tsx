import type { BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { waitReason } from "../../scheduler/view/wait_reason.ts";
import { gpuCount } from "../../scheduler/view/words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Tags } from "../parts/Tags.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

/** What {@linkcode QueueRow} is given. */
export interface QueueRowProps {
  readonly board: BoardView;
  readonly task: TaskView;
  /** From 0. */
  readonly place: number;
  readonly selected: boolean;
  /** How far the row is held from its place; `null` where it is not held. */
  readonly offsetPx: number | null;
  /** What would be where the row is put down now. */
  readonly saying: string | null;
  /** The edge at which a held row would come to stand. */
  readonly mark: "above" | "below" | null;
}

/** One queued task: its turn, why it waits, and what can be done about it. */
export function QueueRow(props: QueueRowProps) {
  const { board, task, place, offsetPx, mark } = props;
  const { id, command, nGpus } = task;
  const canNeverStart = nGpus > board.gpus.length;
  const variables = Object.keys(task.envar).length;
  const kinds = [
    ...props.selected ? ["sel"] : [],
    ...offsetPx !== null ? ["lifted"] : [],
    ...mark !== null ? [mark] : [],
  ];
  return (
    <li
      class={kinds.length > 0 ? kinds.join(" ") : undefined}
      style={offsetPx === null ? undefined : `--dy:${offsetPx}px`}
    >
      <button
        type="button"
        class="b gh ic sm handle needs-js"
        data-lift={id}
        aria-label={`Reorder ${id}`}
        aria-pressed={offsetPx === null ? "false" : "true"}
        title="Drag, or press Space and use the arrows"
      >
        <Icon name="grip" />
      </button>
      <input
        class="cb"
        type="checkbox"
        name="id"
        value={id}
        form="queue-bulk"
        checked={props.selected}
        aria-label={`Select ${id}`}
      />
      <span class="pos">{place + 1}</span>
      <div class="min-w-0">
        <div class="nm">
          <TaskLink id={id} />
          <Tags tags={task.tags} />
        </div>
        <div class="mono s dim cut" title={command}>{command}</div>
      </div>
      <span class={`why${canNeverStart ? " no" : ""}`}>
        {props.saying ?? waitReason(board, task)}
        {variables > 0 && (
          <span class="dim3" title={JSON.stringify(task.envar, null, 2)}>
            {`, ${variables} ${variables === 1 ? "variable" : "variables"}`}
          </span>
        )}
      </span>
      <span class="qg nw">{gpuCount(nGpus)}</span>
      <span class="acts">
        <ActButton
          action="promote"
          id={id}
          label="Move to the top"
          icon="up"
          bare
        />
        <a
          class="b gh ic sm"
          href={`/create_task?edit=${encodeURIComponent(id)}#queue`}
          data-edit={id}
          aria-label={`Edit ${id}`}
          title="Edit"
        >
          <Icon name="edit" />
        </a>
        <ActButton action="unqueue" id={id} label="Remove" icon="x" bare />
      </span>
    </li>
  );
}
