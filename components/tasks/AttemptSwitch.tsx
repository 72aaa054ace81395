import type { TaskView } from "../../scheduler/view/task_view.ts";
import { logHref } from "../../scheduler/view/log_href.ts";

/** What {@linkcode AttemptSwitch} is given. */
export interface AttemptSwitchProps {
  readonly task: TaskView;
  /** The earlier attempt whose log is shown; `null` for the last one. */
  readonly shown: number | null;
}

/** The ways from the log of one attempt to that of another. */
export function AttemptSwitch({ task, shown }: AttemptSwitchProps) {
  const { id, earlier, attempt: last } = task;
  if (earlier.length === 0) return null;
  const before = earlier.map(({ attempt }) => attempt)
    .filter((attempt) => attempt !== last || task.state === "queued");
  const ways = [...before, ...task.state === "queued" ? [] : [null]];
  return (
    <nav class="line attempts" aria-label="Logs of attempts">
      <span class="help">Log of attempt</span>
      <span class="seg">
        {ways.map((attempt) => (
          <a
            key={attempt}
            href={logHref(id, attempt)}
            aria-current={attempt === shown ? "page" : undefined}
          >
            {attempt ?? last}
          </a>
        ))}
      </span>
    </nav>
  );
}
