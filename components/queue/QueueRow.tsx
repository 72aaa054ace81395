import { Component } from "preact";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { gpuCount, UNKNOWN } from "../../scheduler/view/words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { Icon } from "../parts/Icon.tsx";
import { OptionMarks } from "../parts/OptionMarks.tsx";
import { LiftHandle, SelectBox } from "../parts/RowControls.tsx";
import { Submitter } from "../parts/Submitter.tsx";
import { Tags } from "../parts/Tags.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

/** What {@linkcode QueueRow} is given. */
export interface QueueRowProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly task: TaskView;
  /** In the whole queue, from 0. */
  readonly place: number;
  /** An instant of today, which tells how to write others. */
  readonly dayMs: number;
  /** Whether to tell who has submitted it. */
  readonly tellsWhose: boolean;
  /** Why it waits. */
  readonly why: string;
  /** When it starts, as far as that is known. */
  readonly start: string;
  readonly selected: boolean;
  /** How far the row is held from its place; `null` where it is not held. */
  readonly offsetPx: number | null;
  /** The edge at which a held row would come to stand. */
  readonly mark: "above" | "below" | null;
}

/** One queued task: its turn, why it waits, and what can be done about it. */
export class QueueRow extends Component<QueueRowProps> {
  /** A queue is long, and the board speaks every second. */
  override shouldComponentUpdate(next: QueueRowProps): boolean {
    return (Object.keys(next) as (keyof QueueRowProps)[])
      .some((name) => next[name] !== this.props[name]);
  }

  override render(props: QueueRowProps) {
    const { task, place, why, start, offsetPx, mark } = props;
    const { id, command, nGpus } = task;
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
        <LiftHandle id={id} isHeld={offsetPx !== null} />
        <SelectBox id={id} form="queue-bulk" isSelected={props.selected} />
        <span class="pos">{place + 1}</span>
        <div class="min-w-0">
          <div class="nm">
            <TaskLink id={id} />
            {task.options.hold !== undefined && (
              <span class="st held">
                <Icon name="s-held" />Held
              </span>
            )}
            {props.tellsWhose && <Submitter name={task.submitter} />}
            <Tags tags={task.tags} state={task.state} />
          </div>
          <div class="mono s dim cut" title={command}>{command}</div>
        </div>
        <span class={`why${start === "never" ? " no" : ""}`}>
          {why}
          <Variables envar={task.envar} />{" "}
          <OptionMarks task={task} nowMs={props.dayMs} />
        </span>
        <span class="qg nw">{gpuCount(nGpus)}</span>
        <span
          class="qs nw"
          title={start === UNKNOWN ? "Not known" : undefined}
        >
          {start}
        </span>
        <span class="acts">
          <ActButton
            action="promote"
            id={id}
            label="Move to the top"
            icon="up"
            bare
          />
          {task.options.hold === undefined
            ? <ActButton action="hold" id={id} label="Hold" icon="pause" bare />
            : (
              <ActButton
                action="release"
                id={id}
                label="Release"
                icon="play"
                bare
              />
            )}
          <a
            class="b gh ic sm"
            href={editHref(props.at, id)}
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
}

function Variables({ envar }: Pick<TaskView, "envar">) {
  const count = Object.keys(envar).length;
  if (count === 0) return null;
  return (
    <span class="dim3" title={JSON.stringify(envar, null, 2)}>
      {`, ${count} ${count === 1 ? "variable" : "variables"}`}
    </span>
  );
}

function editHref(at: string, id: string): string {
  const join = at.includes("?") ? "&" : "?";
  return `${at}${join}edit=${encodeURIComponent(id)}#queue`;
}
