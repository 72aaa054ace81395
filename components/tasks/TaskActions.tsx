import type { TaskView } from "../../scheduler/view/task_view.ts";
import {
  isActiveView,
  isEndedView,
  stopWords,
} from "../../scheduler/view/task_words.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { Icon } from "../parts/Icon.tsx";
import { TellButton } from "../parts/TellButton.tsx";
import { downloadHref } from "./download_href.ts";

/** What {@linkcode TaskActions} is given. */
export interface TaskActionsProps {
  readonly task: TaskView;
  /** Shows what is seldom wanted as icons, beside a log with its download. */
  readonly compact?: boolean;
}

/** What can be done about a task, given where it stands. */
export function TaskActions({ task, compact = false }: TaskActionsProps) {
  const { id, state } = task;
  return (
    <>
      {state !== "queued" && (
        <>
          <ActButton
            action="restart"
            id={id}
            label="Queue again"
            icon="again"
          />
          {!compact && (
            <a class="b sm gh" href={downloadHref(id)} download>
              <Icon name="down" />Download
            </a>
          )}
        </>
      )}
      <CopyButton id={id} bare={compact} />
      {!isEndedView(task) && <TellButton id={id} />}
      <EndingAction task={task} compact={compact} />
    </>
  );
}

function EndingAction({ task, compact = false }: TaskActionsProps) {
  const { id, state } = task;
  if (state === "queued") {
    return (
      <ActButton
        action="unqueue"
        id={id}
        label="Remove from queue"
        icon="x"
        extra="bad"
      />
    );
  }
  if (state === "stopping") return <span class="help">{stopWords(task)}</span>;
  return isActiveView(task)
    ? (
      <ActButton
        action="terminate"
        id={id}
        label="Terminate"
        icon="stop"
        extra="bad"
      />
    )
    : (
      <>
        <ActButton
          action="hide"
          id={id}
          label="Hide"
          icon="hide"
          extra="gh"
          bare={compact}
        />
        <ActButton
          action="forget"
          id={id}
          label="Delete"
          icon="trash"
          extra="gh"
          bare={compact}
        />
      </>
    );
}
