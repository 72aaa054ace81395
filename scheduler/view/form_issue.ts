import type { SpecIssue } from "../model/errors.ts";
import type { EnvRow } from "./env_rows.ts";

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
  return at(...FIELDS[field ?? ""] ?? ["command", "Command"] as const);
}

function rowTarget(rows: readonly EnvRow[], name: string): string {
  const row = rows.findIndex((each) => each.name.trim() === name);
  return row < 0 ? "env-json" : `env-name-${row}`;
}
