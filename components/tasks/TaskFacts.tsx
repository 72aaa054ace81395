import { labelOf } from "../../scheduler/view/option_labels.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { ranFor } from "../../scheduler/view/task_words.ts";
import { gpuCount, gpuNames, UNKNOWN } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Tags } from "../parts/Tags.tsx";
import { ShareMarks, type ShareMarksProps } from "./ShareMarks.tsx";
import { logHref } from "../../scheduler/view/log_href.ts";

/** What {@linkcode TaskFacts} is given. */
export interface TaskFactsProps {
  readonly task: TaskView;
  readonly nowMs: number;
  readonly shares: ShareMarksProps["shares"];
  /** What connects its GPUs. */
  readonly link: string | null;
  /** Why nothing holds it to its claims; `null` where something does. */
  readonly unenforced: string | null;
}

/** All that is known of a task, beside its log. */
export function TaskFacts(
  { task, nowMs, shares, link, unenforced }: TaskFactsProps,
) {
  const variables = Object.entries(task.envar);
  return (
    <dl class="fact">
      <dt>Task</dt>
      <dd class="mono s wrap">{task.id}</dd>
      <dt>GPUs</dt>
      <dd>
        {task.gpus.length === 0 ? gpuCount(task.nGpus) : gpuNames(task.gpus)}
        {link !== null && `, ${link}`} <ShareMarks shares={shares} />
      </dd>
      <dt>Queued</dt>
      <dd>
        <At atMs={task.submittedAtMs} nowMs={nowMs} exact />
      </dd>
      {task.submitter !== undefined && (
        <>
          <dt>From</dt>
          <dd>{task.submitter}</dd>
        </>
      )}
      <dt>Started</dt>
      <dd>
        <At atMs={task.startedAtMs} nowMs={nowMs} exact />
      </dd>
      <dt>Ended</dt>
      <dd>
        <At atMs={task.endedAtMs} nowMs={nowMs} exact />
      </dd>
      <dt>Ran for</dt>
      <dd>{ranFor(task, nowMs)}</dd>
      <dt>Attempt</dt>
      <dd>{task.attempt === 0 ? UNKNOWN : task.attempt}</dd>
      <EarlierAttempts task={task} nowMs={nowMs} />
      <Options options={task.options} defaults={task.defaults} />
      {unenforced !== null &&
        (task.options.cpus ?? task.options.memory) !== undefined && (
        <>
          <dt>Enforced</dt>
          <dd class="wrap">no: {unenforced}</dd>
        </>
      )}
      {task.tags.length > 0 && (
        <>
          <dt>Tags</dt>
          <dd>
            <Tags tags={task.tags} state={task.state} />
          </dd>
        </>
      )}
      <dt>Command</dt>
      <dd>
        <code class="mono s wrap">{task.command}</code>
      </dd>
      <dt>Variables</dt>
      <dd>
        {variables.length === 0 ? "none" : (
          <ul class="mono s">
            {variables.map(([name, value]) => (
              <li key={name} class="wrap">
                {name}={typeof value === "string"
                  ? value
                  : JSON.stringify(value)}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Log file</dt>
      <dd class="mono s wrap">{task.logFile ?? UNKNOWN}</dd>
    </dl>
  );
}

function EarlierAttempts(
  { task, nowMs }: Pick<TaskFactsProps, "task" | "nowMs">,
) {
  if (task.earlier.length === 0) return null;
  return (
    <>
      <dt>Earlier attempts</dt>
      <dd>
        <ol>
          {task.earlier.map(({ attempt, end, endedAtMs }) => (
            <li key={attempt}>
              <a href={logHref(task.id, attempt)}>Attempt {attempt}</a>:{" "}
              {end.cause}, <At atMs={endedAtMs} nowMs={nowMs} />
            </li>
          ))}
        </ol>
      </dd>
    </>
  );
}

function Options(
  { options, defaults = [] }: {
    options: TaskView["options"];
    defaults: TaskView["defaults"];
  },
) {
  return (
    <>
      {Object.entries(options).flatMap(([field, text]) => [
        <dt key={field}>{labelOf(field)}</dt>,
        <dd key={`${field} is`} class="wrap">
          {text}
          {defaults.includes(field) && " (default)"}
        </dd>,
      ])}
    </>
  );
}
