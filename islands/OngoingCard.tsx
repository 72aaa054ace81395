import { FollowedOutput } from "../components/tasks/FollowedOutput.tsx";
import { OngoingFacts } from "../components/tasks/OngoingFacts.tsx";
import { OngoingHead } from "../components/tasks/OngoingHead.tsx";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { type OutputStart, useOutput } from "../web/client/use_output.ts";

/** What {@linkcode OngoingCard} is given. */
export interface OngoingCardProps {
  readonly task: TaskView;
  readonly nowMs: number;
  readonly start: OutputStart;
  readonly maxLines: number;
  readonly open: boolean;
  readonly onToggle: (id: string) => void;
}

/** One active task with what it writes. */
export default function OngoingCard(props: OngoingCardProps) {
  const { task, nowMs, start, maxLines, open, onToggle } = props;
  const output = useOutput(task.id, start, maxLines, open);
  const { lines, written } = output.value;
  return (
    <section class="p tp" aria-label={task.id}>
      <OngoingHead task={task} />
      <OngoingFacts task={task} nowMs={nowMs} />
      {open && (
        <FollowedOutput
          id={task.id}
          lines={lines.slice(-maxLines)}
          written={written}
          none="No output yet"
          live
        />
      )}
      <div class="tf needs-js">
        <button
          type="button"
          class="b sm gh"
          aria-expanded={open ? "true" : "false"}
          onClick={() => onToggle(task.id)}
        >
          {open ? "Hide output" : "Show output"}
        </button>
      </div>
    </section>
  );
}
