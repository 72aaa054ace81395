import { SpecError, type SpecIssue } from "../errors.ts";
import type { TaskId } from "../units.ts";
import type { CommandText, Span } from "./command_text.ts";
import type { SubmitContext, TaskSpecDraft } from "./draft.ts";
import { checkEnvar } from "./envar.ts";
import { Invalid, Issues } from "./issues.ts";
import { readOneCommand } from "./read_command.ts";
import { splitCommands } from "./split_commands.ts";
import type { SubmitRequest } from "./submit_body.ts";
import { type Combination, expandSweeps, fillIn } from "./sweep.ts";

export type { SubmitContext, TaskSpecDraft };

/** One command of a submission as the live preview shows it. */
export interface PreviewedCommand {
  readonly line: number;
  readonly lastLine: number;
  /** The command as written, on one line. */
  readonly text: string;
  /** What would be queued; `null` where something is wrong. */
  readonly draft: TaskSpecDraft | null;
  /** Where text of the draft was drawn, and will be again on queueing. */
  readonly drawn: Readonly<Record<"id" | "command", readonly Span[]>>;
  readonly issues: readonly SpecIssue[];
}

/** All that reading a submission tells. */
export interface SubmitPreview {
  readonly commands: readonly PreviewedCommand[];
  /** Every issue, those of the commands among them. */
  readonly issues: readonly SpecIssue[];
  readonly commentLines: readonly number[];
}

/**
 * Reads a submission into drafts of tasks: all of them, or none.
 *
 * @throws {SpecError} With everything that is wrong with it.
 */
export function parseSubmit(
  request: SubmitRequest,
  context: SubmitContext,
): readonly TaskSpecDraft[] {
  const { commands, issues } = previewSubmit(request, context);
  if (issues.length > 0) throw new SpecError(issues);
  return commands.flatMap(({ draft }) => draft ?? []);
}

/** Reads a submission as far as it goes; whatever is wrong stands beside it. */
export function previewSubmit(
  request: SubmitRequest,
  context: SubmitContext,
): SubmitPreview {
  const issues = new Issues();
  const { commands, commentLines } = splitCommands(
    request.command,
    request.queueMode,
  );
  if (commands.length === 0) issues.add(emptyText(request));
  const fieldOf = (name: string) => (key: string) => ({
    field: `${name}.${key}`,
  });
  checkEnvar(request.envar, fieldOf("envar"), issues);
  checkEnvar(request.runnerEnvar, fieldOf("runner_envar"), issues);
  const firstLines = new Map<TaskId, number>();
  const read = commands.flatMap((command) => {
    const found = expandSweeps(command, request.rows);
    if (found instanceof Invalid) return [badSweep(command, found)];
    const isMany = commands.length > 1 || found.length > 1;
    const sweep = found.length > 1 ? sweepTag(context) : null;
    return found.map(({ text, values }) =>
      preview(
        text,
        { ...request, taskId: nameOf(request, values) },
        sweep === null ? context : {
          ...context,
          sweep: {
            ...{ values, tag: sweep },
            ...{ command: command.text, taskId: request.taskId ?? "" },
          },
        },
        isMany,
        firstLines,
      )
    );
  });
  for (const command of read) issues.addAll(command.issues);
  return { commands: read, issues: issues.list, commentLines };
}

function badSweep(
  { line, lastLine, text }: CommandText,
  { reason }: Invalid,
): PreviewedCommand {
  const issue = { message: `Cannot read the sweep: ${reason}`, line };
  const drawn = { id: [], command: [] };
  return { line, lastLine, text, draft: null, drawn, issues: [issue] };
}

/** What the tasks of one sweep have in common. */
function sweepTag({ dice }: SubmitContext): string {
  return `sweep-${dice.uuid().slice(0, 8)}`;
}

/** A name for the tasks of a sweep says what each of them has of its own. */
function nameOf(
  { taskId }: SubmitRequest,
  values: Combination["values"],
): string | null {
  return taskId === null ? null : fillIn(taskId, values);
}

function preview(
  text: CommandText,
  request: SubmitRequest,
  context: SubmitContext,
  isOneOfMany: boolean,
  firstLines: Map<TaskId, number>,
): PreviewedCommand {
  const issues = new Issues();
  const { line, lastLine } = text;
  const drawn = { id: [] as Span[], command: [] as Span[] };
  const marking: SubmitContext = {
    ...context,
    onDrawn: (part, span) => drawn[part].push(span),
  };
  const draft = readOneCommand(text, request, marking, isOneOfMany, issues);
  if (draft !== null) {
    const first = firstLines.get(draft.id);
    if (first === undefined) firstLines.set(draft.id, line);
    else issues.add(duplicate(draft.id, first), { line, token: draft.id });
  }
  return {
    line,
    lastLine,
    text: text.text,
    draft: issues.none ? draft : null,
    drawn,
    issues: issues.list,
  };
}

function duplicate(id: TaskId, firstLine: number): string {
  return `Duplicate entry: '${id}' stands twice, the submitted queue has a ` +
    `duplicate of line ${firstLine}`;
}

function emptyText({ command, queueMode }: SubmitRequest): string {
  const why = command.trim() === ""
    ? "the text is empty"
    : "the text holds nothing but comments";
  return `Cannot queue ${queueMode === "multi" ? "tasks" : "a task"}: ${why}`;
}
