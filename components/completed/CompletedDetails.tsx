import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { gpuCount, gpuNames } from "../../scheduler/view/words.ts";
import { counted } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Icon } from "../parts/Icon.tsx";
import { logHref } from "../../scheduler/view/log_href.ts";
import { FollowedOutput } from "../tasks/FollowedOutput.tsx";
import { TaskActions } from "../tasks/TaskActions.tsx";

/** What {@linkcode CompletedDetails} is given. */
export interface CompletedDetailsProps {
  readonly task: TaskView;
  readonly nowMs: number;
  /** `null` while it is being fetched. */
  readonly lines: readonly TerminalLine[] | null;
  /** Why there are none, where something went wrong. */
  readonly problem: string | null;
  readonly showsOutput: boolean;
}

/** What unfolds under an ended task: its command, its last lines. */
export function CompletedDetails(props: CompletedDetailsProps) {
  const { task, nowMs, lines, problem, showsOutput } = props;
  const { id } = task;
  return (
    <div class="xp">
      <div class="kv wide">
        <span>
          Attempt <b>{task.attempt}</b>
        </span>
        <span>
          {task.gpus.length === 0 ? gpuCount(task.nGpus) : gpuNames(task.gpus)}
        </span>
        <span>
          started{" "}
          <b>
            <At atMs={task.startedAtMs} nowMs={nowMs} exact />
          </b>
        </span>
        <span>
          ended{" "}
          <b>
            <At atMs={task.endedAtMs} nowMs={nowMs} exact />
          </b>
        </span>
      </div>
      <code class="mono s">{task.command}</code>
      {showsOutput && (
        <FollowedOutput
          id={id}
          lines={lines ?? []}
          written={0}
          live={false}
          none={problem ?? (lines === null ? "Loading output" : "No output")}
          look="preview"
        />
      )}
      <div class="line">
        <TaskActions task={task} />
        <a class="b sm gh" href={logHref(id)}>
          <Icon name="open" />Open log
        </a>
        <button type="button" class="b sm gh" data-output={id}>
          {showsOutput ? "Hide output" : "Show output"}
        </button>
        <span class="sp" />
        {showsOutput && lines !== null && lines.length > 0 && (
          <span class="help">last {counted(lines.length, "line")}</span>
        )}
      </div>
    </div>
  );
}
