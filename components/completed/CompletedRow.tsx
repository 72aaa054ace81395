import type { TaskView } from "../../scheduler/view/task_view.ts";
import { endWords, ranFor } from "../../scheduler/view/task_words.ts";
import { gpuCount, gpuNames } from "../../scheduler/view/words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { At } from "../parts/At.tsx";
import { Icon } from "../parts/Icon.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { Tags } from "../parts/Tags.tsx";
import { logHref, TaskLink } from "../parts/TaskLink.tsx";

/** What {@linkcode CompletedRow} is given. */
export interface CompletedRowProps {
  readonly task: TaskView;
  readonly nowMs: number;
  readonly selected: boolean;
  readonly open: boolean;
}

/** One ended task on a line. */
export function CompletedRow(props: CompletedRowProps) {
  const { task, nowMs, selected, open } = props;
  const { id, state } = task;
  const { fact, more } = endWords(task);
  return (
    <li class={`tr ${state}${selected ? " sel" : ""}`}>
      <input
        class="cb"
        type="checkbox"
        name="id"
        value={id}
        form="bulk"
        checked={selected}
        aria-label={`Select ${id}`}
      />
      <StateBadge state={state} />
      <span class="nm">
        <TaskLink id={id} />
        <Tags tags={task.tags} state={state} />
      </span>
      <span class="why cut" title={[fact, more].filter(Boolean).join(", ")}>
        {fact !== "" && <b>{fact}</b>}
        {fact !== "" && more !== "" && ", "}
        {more}
      </span>
      <span class="g dim nw">
        {task.gpus.length === 0 ? gpuCount(task.nGpus) : gpuNames(task.gpus)}
      </span>
      <span class="s dim nw">
        <At atMs={task.startedAtMs} nowMs={nowMs} />
      </span>
      <span class="d nw num">{ranFor(task, nowMs)}</span>
      <span class="acts">
        <ActButton
          action="restart"
          id={id}
          label="Queue again"
          icon="again"
          extra="x"
          bare
        />
        <a
          class="b gh ic sm x"
          href={logHref(id)}
          aria-label={`Open log of ${id}`}
          title="Open log"
        >
          <Icon name="open" />
        </a>
        <button
          type="button"
          class="b gh ic sm needs-js"
          data-toggle={id}
          aria-expanded={open ? "true" : "false"}
          aria-label={`Details of ${id}`}
        >
          <Icon name={open ? "chev" : "chevr"} />
        </button>
      </span>
    </li>
  );
}
