import { Failure } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import type { Call } from "../grammar/verb.ts";
import { paint, wantsColor } from "./color.ts";
import { harmless } from "./harmless.ts";
import { inJson, pick, SCHEMA } from "./json.ts";
import { fieldsOf, lineOf } from "./lines.ts";
import type { JsonRow, Outcome } from "./outcome.ts";
import { aligned, tabSeparated } from "./table.ts";
import { saying } from "./say.ts";
import type { Terminal } from "./terminal.ts";

type Telling = Pick<Call, "flags" | "terminal" | "select">;

/** Tells an outcome as the flags ask: for people, for pipes, or as JSON. */
export function tell(outcome: Outcome, call: Telling): void {
  const { flags, terminal, select } = call;
  const { json = {} } = outcome;
  tellWords(outcome, call);
  const shape = inJson(json) as JsonRow;
  if (flags.has("format") || flags.has("jsonl")) {
    for (const row of rowsOf(outcome, shape)) terminal.out(lineOf(call, row));
  } else if (flags.has("json") || select !== null) {
    const kept = narrowed(outcome, shape, fieldsOf(flags));
    const value = { schema: SCHEMA, ...kept };
    const lines = select?.(value) ?? [JSON.stringify(value, null, 2)];
    const text = lines.map((line) => `${line}\n`).join("");
    terminal.out(terminal.isTerminal ? harmless(text) : text);
  } else terminal.out(readable(outcome, flags, terminal));
}

/** Tells what is said of an outcome on stderr. */
export function tellWords(
  { notes = [], errors = [] }: Outcome,
  call: Pick<Call, "flags" | "terminal">,
): void {
  notes.forEach(saying(call));
  for (const error of errors) tellError(error, call.terminal);
}

/** Tells why a command ended badly. */
export function tellFailure(
  failure: Failure,
  isJson: boolean,
  terminal: Terminal,
): void {
  const { code, message, hint } = failure;
  if (isJson) {
    const error = { code, message, ...hint === null ? {} : { hint } };
    terminal.out(`${JSON.stringify({ schema: SCHEMA, error }, null, 2)}\n`);
    return;
  }
  tellError(message, terminal);
  if (hint === null) return;
  terminal.err(`     ${harmless(hint).replaceAll("\n", "\n     ")}\n`);
}

function tellError(message: string, terminal: Terminal): void {
  const hasColor = terminal.isErrTerminal && terminal.env("NO_COLOR") === null;
  const head = hasColor ? paint("ant:", "red") : "ant:";
  terminal.err(`${head} ${harmless(message)}\n`);
}

function rowsOf({ rowsIn }: Outcome, json: JsonRow): readonly JsonRow[] {
  return rowsIn === undefined ? [json] : json[rowsIn] as readonly JsonRow[];
}

function narrowed(
  { rowsIn }: Outcome,
  json: JsonRow,
  fields: readonly string[],
): JsonRow {
  if (fields.length === 0) return json;
  if (rowsIn === undefined) return pick(json, fields);
  const rows = json[rowsIn] as readonly JsonRow[];
  return { ...json, [rowsIn]: rows.map((row) => pick(row, fields)) };
}

function readable(
  { table, text = "", plain }: Outcome,
  flags: Flags,
  terminal: Terminal,
): string {
  const { isTerminal, columns } = terminal;
  const said = harmless(isTerminal ? text : plain ?? text);
  const lines = said === "" || said.endsWith("\n") ? said : `${said}\n`;
  if (table === undefined) return lines;
  if (!isTerminal) return tabSeparated(table.columns, table.rows) + lines;
  if (table.rows.length === 0) return `${table.empty}\n${lines}`;
  const hasColor = wantsColor(terminal, flags.text("color"));
  return aligned(table.columns, table.rows, columns, hasColor) + lines;
}
