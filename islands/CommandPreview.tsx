import { useEffect } from "preact/hooks";
import type { PreviewedTask } from "../components/create/PreviewItem.tsx";
import { PreviewList } from "../components/create/PreviewList.tsx";
import { SameAs } from "../components/create/SameAs.tsx";
import { readCsvRows } from "../scheduler/model/submit/csv_rows.ts";
import { diceFrom } from "../scheduler/model/submit/dice.ts";
import { Invalid } from "../scheduler/model/submit/issues.ts";
import {
  type PreviewedCommand,
  previewSubmit,
  type SubmitPreview,
} from "../scheduler/model/submit/parse_submit.ts";
import { splitCommands } from "../scheduler/model/submit/split_commands.ts";
import { readTags } from "../scheduler/model/submit/tags.ts";
import { type CreateForm, submitBody } from "../scheduler/view/create_form.ts";
import { curlLine } from "../scheduler/view/curl_line.ts";
import type { EnvRow, EnvValues } from "../scheduler/view/env_rows.ts";
import { type FormIssue, formIssue } from "../scheduler/view/form_issue.ts";
import { writeOptions } from "../scheduler/view/option_form.ts";
import { replaceIn, replacementIn } from "../scheduler/view/replacement.ts";
import { antLines } from "../scheduler/view/same_as.ts";
import { splitTags } from "../scheduler/view/tag_text.ts";
import { copyText } from "../web/client/copy_line.ts";
import { steadyChance } from "../web/client/preview_dice.ts";
import { useDeferred } from "../web/client/use_deferred.ts";
import { useTakenIds } from "../web/client/use_taken_ids.ts";

type Issue = SubmitPreview["issues"][number];

/** What reading the form told. */
export interface FormReading {
  /** The form that was read; another one stands there while people type. */
  readonly form: CreateForm;
  readonly csv: string | null;
  readonly envar: EnvValues;
  readonly tasks: number;
  readonly issues: readonly FormIssue[];
  /** Words that are wrong, by the line they stand on. */
  readonly wrong: ReadonlyMap<number, readonly string[]>;
}

/** What {@linkcode CommandPreview} is given. */
export interface CommandPreviewProps {
  readonly form: CreateForm;
  /** What the file of rows holds; `null` where none is chosen. */
  readonly csv: string | null;
  readonly envar: EnvValues;
  /** Where the variables stand. */
  readonly rows: readonly EnvRow[];
  readonly onForm: (change: Partial<CreateForm>) => void;
  readonly onRead: (reading: FormReading) => void;
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly seed: number;
  readonly nowMs: number;
}

/** What the form would queue, by the parsers that will read it. */
export default function CommandPreview(props: CommandPreviewProps) {
  const { form, csv, onForm, onRead } = props;
  const envar = JSON.stringify(props.envar);
  const read = useDeferred(
    () => ({ ...readForm(props), form, csv }),
    [form, envar, csv],
  ).value;
  const taken = useTakenIds(read);
  useEffect(() => {
    if (read === null) return;
    const { form, csv, envar, commands } = read;
    const issues = [...read.issues, ...taken];
    onRead({
      form,
      csv,
      envar,
      tasks: commands.length,
      issues: issues.map((issue) => formIssue(issue, props.rows)),
      wrong: wrongByLine(issues),
    });
  }, [read, taken]);
  if (read === null || form.command.trim() === "") {
    return <PreviewList tasks={[]} commentLines={[]} />;
  }
  const within = new Set(read.commands.flatMap(({ issues }) => issues));
  const problems = [...read.issues, ...taken]
    .filter((issue) => !within.has(issue) && !taken.includes(issue));
  return (
    <div class="stack">
      <PreviewList
        tasks={read.commands.map((command) => asTask(command, taken))}
        commentLines={read.commentLines}
        problems={problems.map(({ message }) => message)}
        onReplace={(message, line) => {
          const change = replaceIn(form, replacementIn(message)!, line);
          if (change !== null) onForm(change);
        }}
      />
      <SameAs
        lines={linesOf(read)}
        onCopy={(line, what) => void copyText(line, what)}
      />
    </div>
  );
}

/** An ANT line has no place for a file of rows. */
function linesOf(read: Omit<FormReading, "tasks" | "issues" | "wrong">) {
  const { form, csv, envar } = read;
  const curl = curlLine(location.href, submitBody(form, envar, csv));
  if (csv !== null) return { "curl line": curl };
  const { commands } = splitCommands(form.command, form.mode);
  const texts = commands.map(({ text }) => text);
  return { "curl line": curl, "ANT line": antLines(form, envar, texts) };
}

function readForm(props: CommandPreviewProps) {
  const { form, csv, envar } = props;
  const { mode, taskId, nGpus, command, tags, options } = form;
  const isSingle = mode === "single";
  const { next, uuid } = steadyChance(props.seed);
  const read = readTags(splitTags(tags));
  const rows = csv === null ? [] : readCsvRows(csv);
  const preview = previewSubmit({
    command,
    queueMode: mode,
    taskId: isSingle && taskId.trim() !== "" ? taskId : null,
    nGpus: isSingle ? nGpus : null,
    envar,
    tags: read instanceof Invalid ? [] : read,
    options,
    runnerEnvar: {},
    rows: rows instanceof Invalid ? [] : rows,
  }, {
    dice: diceFrom(next, uuid),
    nowMs: props.nowMs,
    timeZoneOffsetMinutes: new Date(props.nowMs).getTimezoneOffset(),
    defaultGpus: props.defaultGpus,
    maxGpus: props.maxGpus,
  });
  const wrong = [
    ...issueOf("tags", "the tags", read),
    ...issueOf("rows", "the file of rows", rows),
  ];
  return { ...preview, envar, issues: [...wrong, ...preview.issues] };
}

function issueOf(field: string, what: string, read: unknown): readonly Issue[] {
  return read instanceof Invalid
    ? [{ message: `Cannot read ${what}: ${read.reason}`, field }]
    : [];
}

function asTask(
  command: PreviewedCommand,
  taken: readonly Issue[],
): PreviewedTask {
  const { line, lastLine, text, draft, drawn } = command;
  const issues = [
    // What is wrong with a field is told there, once for all commands.
    ...command.issues.filter(({ field }) => !field?.startsWith("options.")),
    ...taken.filter((issue) => issue.line === line),
  ];
  return {
    line,
    lastLine,
    id: draft?.id ?? null,
    command: draft?.command ?? text,
    nGpus: draft?.nGpus ?? null,
    envar: draft?.envar ?? {},
    tags: draft?.tags ?? [],
    options: draft === null ? {} : writeOptions(draft.options),
    drawn: draft === null ? { id: [], command: [] } : drawn,
    issues: issues.map(({ message, line: at }) => ({
      message,
      line: at ?? line,
    })),
  };
}

function wrongByLine(issues: readonly Issue[]): FormReading["wrong"] {
  const wrong = new Map<number, readonly string[]>();
  for (const { message, line, token = "" } of issues) {
    if (line === undefined) continue;
    const word = replacementIn(message)?.from ?? token;
    wrong.set(line, [...wrong.get(line) ?? [], word]);
  }
  return wrong;
}
