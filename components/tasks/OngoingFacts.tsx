import type { Progress } from "../../scheduler/view/progress.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { ranFor } from "../../scheduler/view/task_words.ts";
import { gpuNames } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { OptionMarks } from "../parts/OptionMarks.tsx";
import { Tags } from "../parts/Tags.tsx";
import { ShareMarks, type ShareMarksProps } from "./ShareMarks.tsx";
import { ProgressBar } from "./ProgressBar.tsx";

/** What {@linkcode OngoingFacts} is given. */
export interface OngoingFactsProps {
  readonly task: TaskView;
  readonly nowMs: number;
  readonly progress: Progress | null;
  readonly shares: ShareMarksProps["shares"];
  /** What connects its GPUs. */
  readonly link: string | null;
}

/** Where an active task runs, since when, and what. */
export function OngoingFacts(
  { task, nowMs, progress, shares, link }: OngoingFactsProps,
) {
  const variables = Object.keys(task.envar).length;
  return (
    <>
      <div class="sum">
        <span>
          <b>{gpuNames(task.gpus)}</b>
          {link !== null && `, ${link}`}
        </span>
        <span>
          started{" "}
          <b>
            <At atMs={task.startedAtMs} nowMs={nowMs} />
          </b>
        </span>
        <span>
          for <b>{ranFor(task, nowMs)}</b>
        </span>
        <span>
          attempt <b>{task.attempt}</b>
        </span>
        {task.submitter !== undefined && (
          <span>
            from <b>{task.submitter}</b>
          </span>
        )}
        <Tags tags={task.tags} state={task.state} />
        <OptionMarks task={task} nowMs={nowMs} />
        <ShareMarks shares={shares} />
        {variables > 0 && (
          <span title={JSON.stringify(task.envar, null, 2)}>
            <b>{variables}</b> {variables === 1 ? "variable" : "variables"}
          </span>
        )}
      </div>
      <div class="cmd">
        <code class="mono s cut" title={task.command}>{task.command}</code>
        <ProgressBar progress={progress} />
      </div>
    </>
  );
}
