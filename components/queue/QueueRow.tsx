import type { BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { waitReason } from "../../scheduler/view/wait_reason.ts";
import { gpuCount } from "../../scheduler/view/words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { Tags } from "../parts/Tags.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

/** What {@linkcode QueueRow} is given. */
export interface QueueRowProps {
  readonly board: BoardView;
  readonly task: TaskView;
  /** From 0. */
  readonly place: number;
}

/** One queued task: its turn, why it waits, and the way to the top or out. */
export function QueueRow({ board, task, place }: QueueRowProps) {
  const { id, command, nGpus } = task;
  const canNeverStart = nGpus > board.gpus.length;
  const variables = Object.keys(task.envar).length;
  return (
    <li>
      <span class="pos">{place + 1}</span>
      <div class="min-w-0">
        <div class="nm">
          <TaskLink id={id} />
          <Tags tags={task.tags} />
        </div>
        <div class="mono s dim cut" title={command}>{command}</div>
      </div>
      <span class={`why${canNeverStart ? " no" : ""}`}>
        {waitReason(board, task)}
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
        <ActButton action="unqueue" id={id} label="Remove" icon="x" bare />
      </span>
    </li>
  );
}
