import type { Call } from "../grammar/verb.ts";
import type { Flags } from "../grammar/flags.ts";
import { harmless } from "./harmless.ts";
import { fillIn, pick, SCHEMA } from "./json.ts";
import type { JsonRow } from "./outcome.ts";

type LineCall = Pick<Call, "flags" | "select" | "terminal">;

/** A row as the flags ask for it: JSON on a line, or a text filled in. */
export function lineOf(call: LineCall, row: JsonRow): string {
  const text = textsOf(call, row).map((line) => `${line}\n`).join("");
  return call.terminal.isTerminal ? harmless(text) : text;
}

function textsOf({ flags, select }: LineCall, row: JsonRow): readonly string[] {
  const format = flags.text("format");
  if (format !== null) return [fillIn(format, row)];
  const fields = fieldsOf(flags);
  const kept = fields.length === 0 ? row : pick(row, fields);
  const value = { schema: SCHEMA, ...kept };
  return select === null ? [JSON.stringify(value)] : select(value);
}

/** The fields that `--json` names; none means all of them. */
export function fieldsOf(flags: Flags): readonly string[] {
  return (flags.text("json") ?? "").split(",")
    .map((field) => field.trim()).filter((field) => field !== "");
}

/** Whether stdout is for a program, whatever the form. */
export function isForPrograms(flags: Flags): boolean {
  return ["json", "jsonl", "jq", "format"].some((name) => flags.has(name));
}
