import {
  type PreviewedTask,
  PreviewList,
} from "../components/create/PreviewList.tsx";
import { SameAs } from "../components/create/SameAs.tsx";
import { diceFrom } from "../scheduler/model/submit/dice.ts";
import { Invalid } from "../scheduler/model/submit/issues.ts";
import {
  type PreviewedCommand,
  previewSubmit,
  type SubmitPreview,
} from "../scheduler/model/submit/parse_submit.ts";
import { readTags } from "../scheduler/model/submit/tags.ts";
import { splitTags } from "../scheduler/view/tag_text.ts";
import type { EnvValues } from "../scheduler/view/env_rows.ts";
import { type CreateForm, submitBody } from "../scheduler/view/create_form.ts";
import { curlLine } from "../scheduler/view/curl_line.ts";
import { replaceIn, replacementIn } from "../scheduler/view/replacement.ts";
import { copyText } from "../web/client/copy_line.ts";
import { steadyChance } from "../web/client/preview_dice.ts";

/** What {@linkcode CommandPreview} is given. */
export interface CommandPreviewProps {
  readonly form: CreateForm;
  readonly envar: EnvValues;
  readonly onForm: (change: Partial<CreateForm>) => void;
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly seed: number;
  readonly nowMs: number;
}

/** What the form would queue, by the parsers that will read it. */
export default function CommandPreview(props: CommandPreviewProps) {
  const { form, envar, onForm } = props;
  if (form.command.trim() === "") {
    return <PreviewList tasks={[]} commentLines={0} />;
  }
  const preview = previewOf(props);
  const within = new Set(preview.commands.flatMap(({ issues }) => issues));
  const problems = preview.issues.filter((issue) => !within.has(issue));
  const line = curlLine(location.origin, submitBody(form, envar));
  return (
    <div class="stack">
      <PreviewList
        tasks={preview.commands.map((command) => asTask(command, form, onForm))}
        commentLines={preview.commentLines.length}
        problems={problems.map(({ message }) => message)}
      />
      <SameAs line={line} onCopy={() => void copyText(line, "curl line")} />
    </div>
  );
}

function previewOf(props: CommandPreviewProps): SubmitPreview {
  const { form: { mode, taskId, nGpus, command, tags }, envar } = props;
  const isSingle = mode === "single";
  const { next, uuid } = steadyChance(props.seed);
  const read = readTags(splitTags(tags));
  const preview = previewSubmit({
    command,
    queueMode: mode,
    taskId: isSingle && taskId.trim() !== "" ? taskId : null,
    nGpus: isSingle ? nGpus : null,
    envar,
    tags: read instanceof Invalid ? [] : read,
    options: {},
    runnerEnvar: {},
  }, {
    dice: diceFrom(next, uuid),
    nowMs: props.nowMs,
    timeZoneOffsetMinutes: new Date(props.nowMs).getTimezoneOffset(),
    defaultGpus: props.defaultGpus,
    maxGpus: props.maxGpus,
  });
  if (!(read instanceof Invalid)) return preview;
  const wrong = { message: `Cannot read the tags: ${read.reason}` };
  return { ...preview, issues: [wrong, ...preview.issues] };
}

function asTask(
  command: PreviewedCommand,
  form: CreateForm,
  onForm: CommandPreviewProps["onForm"],
): PreviewedTask {
  const { line, lastLine, text, draft, issues } = command;
  return {
    line,
    lastLine,
    id: draft?.id ?? null,
    command: draft?.command ?? text,
    nGpus: draft?.nGpus ?? null,
    envar: draft?.envar ?? {},
    tags: draft?.tags ?? [],
    issues: issues.map(({ message, line: at }) => {
      const meant = replacementIn(message);
      const change = meant && replaceIn(form, meant, at ?? line);
      return {
        message,
        onReplace: change === null ? null : () => onForm(change),
      };
    }),
  };
}
