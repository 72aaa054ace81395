import { useState } from "preact/hooks";
import { type EnvValues, writeValue } from "../../scheduler/view/env_rows.ts";
import type { OptionTexts } from "../../scheduler/view/option_fields.ts";
import { labelOf } from "../../scheduler/view/option_labels.ts";
import { replacementIn } from "../../scheduler/view/replacement.ts";
import { counted, gpuCount } from "../../scheduler/view/words.ts";
import { Problem } from "../parts/Problem.tsx";
import { Tags } from "../parts/Tags.tsx";
import { Drawn, type DrawnSpan } from "./Drawn.tsx";

/** One command of the text, as it would be queued. */
export interface PreviewedTask {
  readonly line: number;
  readonly lastLine: number;
  readonly id: string | null;
  readonly command: string;
  readonly nGpus: number | null;
  readonly envar: EnvValues;
  readonly tags: readonly string[];
  readonly options: OptionTexts;
  readonly drawn: Readonly<Record<"id" | "command", readonly DrawnSpan[]>>;
  readonly issues: readonly PreviewedIssue[];
}

/** One thing wrong with a command. */
export interface PreviewedIssue {
  readonly message: string;
  readonly line: number;
}

/** What {@linkcode PreviewItem} is given. */
export interface PreviewItemProps {
  readonly task: PreviewedTask;
  readonly place: number;
  /** How many behind it come of the same command and are not shown. */
  readonly more: number;
  readonly onReplace: (message: string, line: number) => void;
}

/** One task of the preview. */
export function PreviewItem(
  { task, place, more, onReplace }: PreviewItemProps,
) {
  const { id, command, nGpus, envar, tags, options, drawn, issues } = task;
  const { line, lastLine } = task;
  return (
    <li class={issues.length > 0 ? "bad" : undefined}>
      <span class="k">{place + 1}</span>
      <div class="min-w-0">
        {id !== null && (
          <b class="mono wrap">
            <Drawn text={id} spans={drawn.id} />
          </b>
        )}
        <code class="mono s">
          <Drawn text={command} spans={drawn.command} />
        </code>
        <div class="mt">
          {nGpus !== null && <b>{gpuCount(nGpus)}</b>}
          <Tags tags={tags} />
          {Object.entries(options).map(([field, text]) => (
            <span key={field}>
              {labelOf(field)} <b class="wrap">{text}</b>
            </span>
          ))}
          <span class="dim3">
            {line === lastLine ? `line ${line}` : `lines ${line}–${lastLine}`}
          </span>
          <Variables envar={envar} />
        </div>
        {issues.map(({ message, line: at }) => (
          <Problem key={message} text={message}>
            {replacementIn(message) !== null && (
              <button
                type="button"
                class="b sm ml-2"
                onClick={() => onReplace(message, at)}
              >
                Replace
              </button>
            )}
          </Problem>
        ))}
        {more > 0 && (
          <p class="help">{`+ ${counted(more, "more task")} of this sweep`}</p>
        )}
      </div>
    </li>
  );
}

/** How many variables there are; the variables themselves on request. */
function Variables({ envar }: { envar: EnvValues }) {
  const [isOpen, setOpen] = useState(false);
  const entries = Object.entries(envar);
  if (entries.length === 0) return null;
  return (
    <details
      class="vars"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{counted(entries.length, "variable")}</summary>
      {isOpen && (
        <ul class="mono s">
          {entries.map(([name, value]) => (
            <li key={name}>
              {name}={value === null ? <i>not set</i> : writeValue(value)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
