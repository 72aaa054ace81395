import type { SpecIssue } from "../model/errors.ts";
import type { EnvRow } from "./env_rows.ts";
import { optionTarget, type OptionTexts } from "./option_fields.ts";
import { labelOf } from "./option_labels.ts";

/** One thing that keeps the form from being queued, and where it stands. */
export interface FormIssue {
  readonly message: string;
  /** The line of the command; `null` where it is none of the command. */
  readonly line: number | null;
  /** The id of the field to mend. */
  readonly target: string;
  /** What the place is called. */
  readonly place: string;
}

const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  "task_id": ["task-id", "Task ID"],
  "n_gpus": ["n-gpus", "GPUs"],
  tags: ["tags", "Tags"],
  rows: ["rows", "Rows"],
};

/** Finds the field that an issue of the parsers is about. */
export function formIssue(
  { message, line, field }: SpecIssue,
  rows: readonly EnvRow[],
): FormIssue {
  const at = (target: string, place: string, of: number | null = null) => ({
    message,
    line: of,
    target,
    place,
  });
  if (line !== undefined) return at("command", `line ${line}`, line);
  const name = /^envar\.(.*)$/s.exec(field ?? "")?.[1];
  if (name !== undefined) return at(rowTarget(rows, name), name);
  const option = optionOf(field);
  if (option !== null) return at(optionTarget(option), labelOf(option));
  return at(...FIELDS[field ?? ""] ?? ["command", "Command"] as const);
}

/** What is wrong with options, by their names. */
export function wrongOptions(issues: readonly SpecIssue[]): OptionTexts {
  return Object.fromEntries(
    issues.flatMap(({ field, message }) => {
      const option = optionOf(field);
      return option === null ? [] : [[option, message]];
    }),
  );
}

/** What is wrong beside options, in words. */
export function messagesElsewhere(
  issues: readonly SpecIssue[],
): readonly string[] {
  return issues.filter(({ field }) => optionOf(field) === null)
    .map(({ message }) => message);
}

/** Names the option that a field of a request is; `null` for any other. */
function optionOf(field: string | undefined): string | null {
  return /^options\.(\w+)$/.exec(field ?? "")?.[1] ?? null;
}

function rowTarget(rows: readonly EnvRow[], name: string): string {
  const row = rows.findIndex((each) => each.name.trim() === name);
  return row < 0 ? "env-json" : `env-name-${row}`;
}
