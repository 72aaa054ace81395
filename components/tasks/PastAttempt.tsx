import type { TaskView } from "../../scheduler/view/task_view.ts";
import { StateBadge } from "../parts/StateBadge.tsx";
import { EndCause } from "./EndCause.tsx";
import { TaskFacts } from "./TaskFacts.tsx";

/** What {@linkcode PastAttempt} is given. */
export interface PastAttemptProps {
  /** The task as that attempt left it. */
  readonly task: TaskView;
  readonly nowMs: number;
}

/** How an earlier attempt went; its facts change no more. */
export function PastAttempt({ task, nowMs }: PastAttemptProps) {
  return (
    <>
      <div class="ph acts-row">
        <StateBadge state={task.state} />
        <span class="help">attempt {task.attempt}</span>
      </div>
      <EndCause task={task} nowMs={nowMs} />
      <TaskFacts
        task={task}
        nowMs={nowMs}
        shares={[]}
        link={null}
        unenforced={null}
      />
    </>
  );
}
