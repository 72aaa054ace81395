import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { EndCause } from "../components/tasks/EndCause.tsx";
import { TaskFacts } from "../components/tasks/TaskFacts.tsx";
import type { TaskHead } from "../components/tasks/TaskHead.tsx";
import type { ShareMarksProps } from "../components/tasks/ShareMarks.tsx";
import { WaitCause } from "../components/tasks/WaitCause.tsx";
import type { QueueWait } from "../scheduler/view/queue_wait.ts";
import { linkBetween } from "../scheduler/view/task_link.ts";
import { sharesOf } from "../scheduler/view/share_use.ts";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { board, connection } from "../web/client/feed.ts";
import type { LogRange } from "../web/client/log/log_range.ts";
import { sayNotLoaded } from "../web/client/toasts.ts";
import { useWait } from "../web/client/use_wait.ts";
import LogPanel from "./LogPanel.tsx";

/** What {@linkcode TaskLog} is given. */
export interface TaskLogProps {
  readonly task: TaskView;
  readonly nowMs: number;
  /** `null` where the task has no log yet, or none any more. */
  readonly start: LogRange | null;
  /** The earlier attempt whose log is shown; `null` for the last one. */
  readonly attempt: number | null;
  /** How the task waits; `null` where it does not. */
  readonly wait: QueueWait | null;
  /** What it uses of the GPUs that it shares. */
  readonly shares: ShareMarksProps["shares"];
  /** What connects its GPUs. */
  readonly link: string | null;
  /** Why nothing holds it to its claims, if that is known. */
  readonly unenforced: string | null;
  /** Its {@linkcode TaskHead}, as the server draws it. */
  readonly head?: ComponentChildren;
  /** What is told of an earlier attempt, as the server draws it. */
  readonly past?: ComponentChildren;
}

/** One task: its log, which opens at its end and grows, and its facts. */
export default function TaskLog(props: TaskLogProps) {
  const { task: initial, nowMs, start, attempt } = props;
  const task = findTask(initial.id) ?? initial;
  const wait = useWait(task, props.wait);
  const Head = useSignal<typeof TaskHead | null>(null);
  const stand = standOf(task);
  const isLive = connection.value.state === "live";
  useEffect(() => {
    if (stand === standOf(initial) || Head.peek() !== null) return;
    import("../components/tasks/TaskHead.tsx").then(
      ({ TaskHead }) => Head.value = TaskHead,
      // Asked for again once the server is back, or there is more news.
      () => connection.peek().state === "live" && sayNotLoaded(),
    );
  }, [stand, isLive]);
  const onSubmit = (event: SubmitEvent) => {
    if ((event.target as HTMLElement).dataset.act === undefined) return;
    event.preventDefault();
    import("../web/client/task_actions.ts").then(
      ({ onTaskForm }) => onTaskForm(leave)(event),
      sayNotLoaded,
    );
  };
  const onClick = (event: Event) => {
    if ((event.target as Element).closest("[data-copy]") === null) return;
    Promise.all([
      import("../web/client/copy_line.ts"),
      import("../scheduler/model/submit/ant_line.ts"),
    ]).then(
      ([{ onCopyClick }, { antLine }]) =>
        onCopyClick(() => antLine(task))(event),
      sayNotLoaded,
    );
  };
  return (
    <div
      class="logw"
      onSubmit={onSubmit}
      onClick={onClick}
    >
      <LogPanel initial={initial} task={task} start={start} attempt={attempt} />
      <section class="p head" aria-label="Task">
        {Head.value === null
          ? props.head
          : <Head.value task={task} shown={attempt} />}
        {wait !== null && <WaitCause {...wait} />}
        {attempt === null && (
          <EndCause task={task} nowMs={board.value?.nowMs ?? nowMs} />
        )}
      </section>
      <section class="p facts" aria-label="Facts">
        {props.past ?? (
          <TaskFacts
            task={task}
            nowMs={board.value?.nowMs ?? nowMs}
            shares={board.value === null
              ? props.shares
              : sharesOf(board.value.gpus, task.id)}
            link={board.value === null
              ? props.link
              : linkBetween(board.value.gpus, task.gpus)}
            unenforced={board.value?.host.unenforced ?? props.unenforced}
          />
        )}
      </section>
    </div>
  );
}

/** What of a task changes what can be done about it. */
function standOf(
  { state, attempt, earlier, makesWayFor }: TaskView,
): string {
  return [state, attempt, earlier.length, makesWayFor].join(" ");
}

/** Goes to where a task is that is not here any more. */
function leave(action: string): void {
  if (action === "forget" || action === "hide") {
    location.assign("completed_task");
  } else if (action === "unqueue") location.assign("queue");
}

function findTask(id: string): TaskView | undefined {
  const now = board.value;
  return [now?.active, now?.queued, now?.ended]
    .flatMap((list) => list?.filter((task) => task.id === id) ?? [])[0];
}
