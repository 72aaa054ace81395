import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { counted, gpuCount } from "../../scheduler/view/words.ts";
import { Tags } from "../parts/Tags.tsx";
import { Problem } from "../parts/Problem.tsx";

/** One command of the text, as it would be queued. */
export interface PreviewedTask {
  readonly line: number;
  readonly lastLine: number;
  readonly id: string | null;
  readonly command: string;
  readonly nGpus: number | null;
  readonly envar: EnvValues;
  readonly tags: readonly string[];
  readonly issues: readonly PreviewedIssue[];
}

/** One thing wrong with a command. */
export interface PreviewedIssue {
  readonly message: string;
  /** Puts what was probably meant in its place; `null` where nothing is near. */
  readonly onReplace: (() => void) | null;
}

/** What {@linkcode PreviewList} is given. */
export interface PreviewListProps {
  readonly tasks: readonly PreviewedTask[];
  readonly commentLines: number;
  /** What is wrong with the form beside its commands. */
  readonly problems?: readonly string[];
}

/** What will be queued, read by the same parsers that the server uses. */
export function PreviewList(
  { tasks, commentLines, problems = [] }: PreviewListProps,
) {
  const wrong = tasks.filter(({ issues }) => issues.length > 0).length;
  const counts = [
    counted(tasks.length, "task"),
    ...(wrong > 0 ? [`${wrong} with an error`] : []),
    ...(commentLines > 0
      ? [`${counted(commentLines, "comment line")} left out`]
      : []),
  ];
  return (
    <section class="p" aria-labelledby="preview-title" aria-live="polite">
      <div class="ph">
        <h2 id="preview-title">What will be queued</h2>
        <span class="c">{counts.join(", ")}</span>
      </div>
      {problems.length > 0 && (
        <div class="bad-note">
          {problems.map((text) => <Problem key={text} text={text} />)}
        </div>
      )}
      {tasks.length === 0
        ? (
          <p class="empty">
            Type a command, and what it would become stands here.
          </p>
        )
        : (
          <ol class="pv">
            {tasks.map((task, place) => (
              <Previewed key={place} task={task} place={place} />
            ))}
          </ol>
        )}
    </section>
  );
}

function Previewed({ task, place }: { task: PreviewedTask; place: number }) {
  const { id, command, nGpus, envar, tags, issues, line, lastLine } = task;
  const variables = Object.keys(envar).length;
  return (
    <li class={issues.length > 0 ? "bad" : undefined}>
      <span class="k">{place + 1}</span>
      <div class="min-w-0">
        {id !== null && (
          <b
            class="mono wrap"
            title="What is random is drawn again on queueing"
          >
            {id}
          </b>
        )}
        <code class="mono s">{command}</code>
        <div class="mt">
          {nGpus !== null && <b>{gpuCount(nGpus)}</b>}
          {variables > 0 && <span>{counted(variables, "variable")}</span>}
          <Tags tags={tags} />
          <span class="dim3">
            {line === lastLine ? `line ${line}` : `lines ${line}–${lastLine}`}
          </span>
        </div>
        {issues.map(({ message, onReplace }) => (
          <Problem key={message} text={message}>
            {onReplace !== null && (
              <button type="button" class="b sm ml-2" onClick={onReplace}>
                Replace
              </button>
            )}
          </Problem>
        ))}
      </div>
    </li>
  );
}
