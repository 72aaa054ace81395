import { optionMarks } from "../../scheduler/view/option_marks.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";

/** What {@linkcode OptionMarks} is given. */
export interface OptionMarksProps {
  readonly task: TaskView;
  readonly nowMs: number;
}

/** What is unusual about a task, in small marks. */
export function OptionMarks({ task, nowMs }: OptionMarksProps) {
  return (
    <span class="marks">
      {optionMarks(task, nowMs).map((mark) => (
        <span key={mark} class="mark">{mark}</span>
      ))}
    </span>
  );
}
