import {
  type PreviewedTask,
  PreviewList,
} from "../components/create/PreviewList.tsx";
import type { QueueMode } from "../components/create/ModeSwitch.tsx";
import { diceFrom } from "../scheduler/model/submit/dice.ts";
import {
  type PreviewedCommand,
  previewSubmit,
} from "../scheduler/model/submit/parse_submit.ts";
import type { EnvValues } from "../scheduler/view/env_rows.ts";
import { steadyChance } from "../web/client/preview_dice.ts";

/** What {@linkcode CommandPreview} is given. */
export interface CommandPreviewProps {
  readonly mode: QueueMode;
  readonly taskId: string;
  readonly nGpus: number;
  readonly command: string;
  readonly envar: EnvValues;
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly seed: number;
  readonly nowMs: number;
}

/** What the form would queue, by the parsers that will read it. */
export default function CommandPreview(props: CommandPreviewProps) {
  if (props.command.trim() === "") {
    return <PreviewList tasks={[]} commentLines={0} />;
  }
  const isSingle = props.mode === "single";
  const { next, uuid } = steadyChance(props.seed);
  const preview = previewSubmit({
    command: props.command,
    queueMode: props.mode,
    taskId: isSingle && props.taskId.trim() !== "" ? props.taskId : null,
    nGpus: isSingle ? props.nGpus : null,
    envar: props.envar,
    tags: [],
    runnerEnvar: {},
  }, {
    dice: diceFrom(next, uuid),
    nowMs: props.nowMs,
    timeZoneOffsetMinutes: new Date(props.nowMs).getTimezoneOffset(),
    defaultGpus: props.defaultGpus,
    maxGpus: props.maxGpus,
  });
  return (
    <PreviewList
      tasks={preview.commands.map(asTask)}
      commentLines={preview.commentLines.length}
    />
  );
}

function asTask(command: PreviewedCommand): PreviewedTask {
  const { line, lastLine, text, draft, issues } = command;
  return {
    line,
    lastLine,
    id: draft?.id ?? null,
    command: draft?.command ?? text,
    nGpus: draft?.nGpus ?? null,
    envar: draft?.envar ?? {},
    issues: issues.map(({ message }) => message),
  };
}
