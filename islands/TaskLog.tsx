import { useSignal } from "@preact/signals";
import { EndCause } from "../components/tasks/EndCause.tsx";
import { FollowedOutput } from "../components/tasks/FollowedOutput.tsx";
import { TaskActions } from "../components/tasks/TaskActions.tsx";
import { TaskFacts } from "../components/tasks/TaskFacts.tsx";
import { StateBadge } from "../components/parts/StateBadge.tsx";
import { antLine } from "../scheduler/model/submit/ant_line.ts";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { isActiveView, isEndedView } from "../scheduler/view/task_words.ts";
import { grouped } from "../scheduler/view/words.ts";
import { onCopyClick } from "../web/client/copy_line.ts";
import { board } from "../web/client/feed.ts";
import { isBoolean, useRemembered } from "../web/client/remembered.ts";
import { onTaskForm } from "../web/client/task_actions.ts";
import { sayFailed } from "../web/client/toasts.ts";
import { type LogWindow, useLog } from "../web/client/use_log.ts";

/** What {@linkcode TaskLog} is given. */
export interface TaskLogProps {
  readonly task: TaskView;
  readonly nowMs: number;
  /** `null` where the task has no log yet, or none any more. */
  readonly start: LogWindow | null;
}

/** One task: its log, which opens at its end and grows, and its facts. */
export default function TaskLog({ task: initial, nowMs, start }: TaskLogProps) {
  const wrap = useRemembered("ant.log.wrap", true, isBoolean);
  const loading = useSignal(false);
  const task = findTask(initial.id) ?? initial;
  const isLive = isActiveView(task);
  // Stays so when the task ends: its last lines may still be on their way.
  const isFollowed = !isEndedView(initial) && task.state !== "queued";
  const { lines, written, fromByte, earlier } = useLog(
    task.id,
    start,
    isFollowed,
  );

  const loadEarlier = async (event: Event) => {
    event.preventDefault();
    if (loading.value) return;
    loading.value = true;
    try {
      await earlier();
    } catch (error) {
      sayFailed("Earlier lines not loaded", error);
    } finally {
      loading.value = false;
    }
  };
  const onSubmit = onTaskForm((action) => {
    if (action === "forget" || action === "hide") {
      location.assign("/completed_task");
    } else if (action === "unqueue") location.assign("/queue");
  });
  return (
    <div
      class="logw"
      onSubmit={onSubmit}
      onClick={onCopyClick(() => antLine(task))}
    >
      <section class="p clip log" aria-label="Log">
        <div class="lh">
          <span class="dim">
            {grouped(lines.value.length)}{" "}
            {fromByte.value > 0 ? "lines, the last of the log" : "lines"}
          </span>
          <span class="grow" />
          {fromByte.value > 0 && (
            <a
              class="b sm"
              href={`?task_id=${
                encodeURIComponent(task.id)
              }&before=${fromByte.value}`}
              onClick={loadEarlier}
            >
              {loading.value ? "Loading" : "Load earlier"}
            </a>
          )}
          <label class="sw needs-js">
            <input
              type="checkbox"
              role="switch"
              checked={wrap.value}
              onChange={(event) => wrap.value = event.currentTarget.checked}
            />
            Wrap
          </label>
        </div>
        <FollowedOutput
          id={task.id}
          lines={lines.value}
          written={written.value}
          none={whyEmpty(task, start)}
          live={isLive}
          look={wrap.value ? "lines" : "lines nowrap"}
        />
      </section>
      <section class="p head" aria-label="Task">
        <div class="ph acts-row">
          <StateBadge state={task.state} />
          <span class="sp" />
          <TaskActions task={task} />
        </div>
        <EndCause task={task} nowMs={board.value?.nowMs ?? nowMs} />
      </section>
      <section class="p facts" aria-label="Facts">
        <TaskFacts task={task} nowMs={board.value?.nowMs ?? nowMs} />
      </section>
    </div>
  );
}

function findTask(id: string): TaskView | undefined {
  const now = board.value;
  return [now?.active, now?.queued, now?.ended]
    .flatMap((list) => list?.filter((task) => task.id === id) ?? [])[0];
}

function whyEmpty(task: TaskView, start: LogWindow | null): string {
  if (task.state === "queued") {
    return "This task is queued. Its log begins when it starts.";
  }
  if (isActiveView(task)) return "No output yet.";
  return start === null
    ? "The log file can not be read any more."
    : "The task wrote nothing.";
}
