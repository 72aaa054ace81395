import type { ComponentChildren } from "preact";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { endWords, ranFor } from "../../scheduler/view/task_words.ts";
import { gpuCount, gpuNames } from "../../scheduler/view/words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { At } from "../parts/At.tsx";
import { Icon } from "../parts/Icon.tsx";
import { LiftHandle, LogButton, SelectBox } from "../parts/RowControls.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { Submitter } from "../parts/Submitter.tsx";
import { Tags } from "../parts/Tags.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

/** What {@linkcode CompletedRow} is given. */
export interface CompletedRowProps {
  readonly task: TaskView;
  readonly nowMs: number;
  /** From 0. */
  readonly place: number;
  readonly matching: number;
  /** Whether to tell who has submitted it. */
  readonly tellsWhose?: boolean;
  readonly selected: boolean;
  readonly open: boolean;
  /** How far it is held from its place; `null` where it is not held. */
  readonly offsetPx?: number | null;
  /** Where a held row would be dropped. */
  readonly mark?: "above" | "below" | null;
  /** Whether it may be taken up by a handle. */
  readonly movable?: boolean;
  /** What unfolds under it. */
  readonly children?: ComponentChildren;
}

/** One ended task on a line, and what unfolds under it. */
export function CompletedRow(props: CompletedRowProps) {
  const { task, place, matching, open, offsetPx = null, mark = null } = props;
  return (
    <li
      class={["row", offsetPx === null ? "" : "lifted", mark ?? ""].join(" ")
        .trim()}
      data-row={task.id}
      data-place={place}
      data-open={open ? "" : undefined}
      aria-posinset={place + 1}
      aria-setsize={matching}
      style={offsetPx === null ? undefined : `--dy:${offsetPx}px`}
    >
      <Line {...props} />
      {props.children}
    </li>
  );
}

function Line({ task, nowMs, selected, ...rest }: CompletedRowProps) {
  const { id, state } = task;
  return (
    <div class={`tr ${state}${selected ? " sel" : ""}`}>
      <SelectBox id={id} form="bulk" isSelected={selected} />
      <StateBadge state={state} />
      <span class="nm">
        <TaskLink id={id} />
        {rest.tellsWhose && <Submitter name={task.submitter} />}
        <Tags tags={task.tags} state={state} />
      </span>
      <Cause task={task} />
      <span class="g dim nw">
        {task.gpus.length === 0 ? gpuCount(task.nGpus) : gpuNames(task.gpus)}
      </span>
      <span class="s dim nw">
        <At atMs={task.startedAtMs} nowMs={nowMs} />
      </span>
      <span class="d nw num">{ranFor(task, nowMs)}</span>
      <RowActions id={id} open={rest.open} movable={rest.movable ?? false} />
    </div>
  );
}

function Cause({ task }: Pick<CompletedRowProps, "task">) {
  const { fact, more } = endWords(task);
  return (
    <span class="why cut" title={[fact, more].filter(Boolean).join(", ")}>
      {fact !== "" && <b>{fact}</b>}
      {fact !== "" && more !== "" && ", "}
      {more}
    </span>
  );
}

function RowActions(
  { id, open, movable }: { id: string; open: boolean; movable: boolean },
) {
  return (
    <span class="acts">
      {movable && <LiftHandle id={id} />}
      <ActButton
        action="restart"
        id={id}
        label="Queue again"
        icon="again"
        extra="x"
        bare
      />
      <LogButton id={id} extra="x" />
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
  );
}
