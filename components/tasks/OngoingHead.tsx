import { stopWords } from "../../scheduler/view/task_words.ts";
import type { ComponentChildren } from "preact";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { LiftHandle, LogButton, SelectBox } from "../parts/RowControls.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";
import { CopyMenu } from "./CopyMenu.tsx";

/** What {@linkcode OngoingHead} is given. */
export interface OngoingHeadProps {
  readonly task: TaskView;
  /** Whether it can be put elsewhere among the others. */
  readonly isMovable: boolean;
  readonly isHeld: boolean;
  /** `undefined` while the page itself keeps that. */
  readonly isSelected: boolean | undefined;
  /** What stands first among the actions. */
  readonly toggle: ComponentChildren;
  /** What stands beside the name. */
  readonly children?: ComponentChildren;
}

/** An active task's state and name, and what can be done about it. */
export function OngoingHead(props: OngoingHeadProps) {
  const { task, isMovable, isHeld } = props;
  const { id, state } = task;
  return (
    <div class="ph">
      {isMovable && <LiftHandle id={id} isHeld={isHeld} />}
      <SelectBox id={id} form="ongoing-bulk" isSelected={props.isSelected} />
      <StateBadge state={state} />
      <TaskLink id={id} />
      {props.children}
      <span class="sp" />
      {props.toggle}
      <CopyMenu id={id} />
      <ActButton
        action="restart"
        id={id}
        label="Queue again"
        icon="again"
        bare
      />
      <LogButton id={id} />
      {state === "stopping"
        ? <span class="help">{stopWords(task)}</span>
        : (
          <ActButton
            action="terminate"
            id={id}
            label="Terminate"
            icon="stop"
            extra="bad"
          />
        )}
    </div>
  );
}
