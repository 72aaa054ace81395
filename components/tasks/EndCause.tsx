import type { TaskView } from "../../scheduler/view/task_view.ts";
import { endLine, ranFor } from "../../scheduler/view/task_words.ts";

/** Why a task did not succeed, where nobody can overlook it. */
export function EndCause({ task, nowMs }: { task: TaskView; nowMs: number }) {
  if (task.state !== "failed" && task.state !== "lost") return null;
  return (
    <p class="cause">
      <b>{endLine(task)}</b>
      {task.startedAtMs !== null && `after ${ranFor(task, nowMs)}`}
    </p>
  );
}
