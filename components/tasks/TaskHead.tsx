import type { TaskView } from "../../scheduler/view/task_view.ts";
import { StateBadge } from "../parts/StateBadge.tsx";
import { AttemptSwitch } from "./AttemptSwitch.tsx";
import { TaskActions } from "./TaskActions.tsx";

/** What {@linkcode TaskHead} is given. */
export interface TaskHeadProps {
  readonly task: TaskView;
  /** The earlier attempt whose log is shown; `null` for the last one. */
  readonly shown: number | null;
}

/** Where a task stands, what can be done about it, and its attempts. */
export function TaskHead({ task, shown }: TaskHeadProps) {
  return (
    <>
      <div class="ph acts-row">
        <StateBadge state={task.state} />
        <span class="sp" />
        <TaskActions task={task} compact />
      </div>
      <AttemptSwitch task={task} shown={shown} />
    </>
  );
}
