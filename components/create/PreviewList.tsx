import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { counted, gpuCount } from "../../scheduler/view/words.ts";
import { Problem } from "../parts/Problem.tsx";

/** One command of the text, as it would be queued. */
export interface PreviewedTask {
  readonly line: number;
  readonly lastLine: number;
  readonly id: string | null;
  readonly command: string;
  readonly nGpus: number | null;
  readonly envar: EnvValues;
  readonly issues: readonly string[];
}

/** What {@linkcode PreviewList} is given. */
export interface PreviewListProps {
  readonly tasks: readonly PreviewedTask[];
  readonly commentLines: number;
}

/** What will be queued, read by the same parsers that the server uses. */
export function PreviewList({ tasks, commentLines }: PreviewListProps) {
  const wrong = tasks.filter(({ issues }) => issues.length > 0).length;
  const counts = [
    counted(tasks.length, "task"),
    ...(wrong > 0 ? [`${wrong} with an error`] : []),
    ...(commentLines > 0 ? [`${counted(commentLines, "comment line")}`] : []),
  ];
  return (
    <section class="p" aria-labelledby="preview-title" aria-live="polite">
      <div class="ph">
        <h2 id="preview-title">What will be queued</h2>
        <span class="c">{counts.join(", ")}</span>
      </div>
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
  const { id, command, nGpus, envar, issues, line, lastLine } = task;
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
          <span class="dim3">
            {line === lastLine ? `line ${line}` : `lines ${line}–${lastLine}`}
          </span>
        </div>
        {issues.map((issue) => <Problem key={issue} text={issue} />)}
      </div>
    </li>
  );
}
