import type { TaskView } from "../../scheduler/view/task_view.ts";
import { ActButton } from "../parts/ActButton.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { Icon } from "../parts/Icon.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { logHref, TaskLink } from "../parts/TaskLink.tsx";

/** An active task's state and name, and what can be done about it. */
export function OngoingHead({ task }: { task: TaskView }) {
  const { id, state } = task;
  return (
    <div class="ph">
      <StateBadge state={state} />
      <TaskLink id={id} />
      <span class="sp" />
      <CopyButton id={id} bare />
      <ActButton
        action="restart"
        id={id}
        label="Queue again"
        icon="again"
        extra="x"
        bare
      />
      <a
        class="b gh ic sm"
        href={logHref(id)}
        aria-label={`Open log of ${id}`}
        title="Open log"
      >
        <Icon name="open" />
      </a>
      {state === "stopping"
        ? <span class="help">asked to end</span>
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
