import { Failure } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import { paint, wantsColor } from "./color.ts";
import { fillIn, inJson, pick, SCHEMA } from "./json.ts";
import type { JsonRow, Outcome } from "./outcome.ts";
import { aligned, tabSeparated } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** Tells an outcome as the flags ask: for people, for pipes, or as JSON. */
export function tell(
  outcome: Outcome,
  flags: Flags,
  terminal: Terminal,
): void {
  const { notes = [], json = {} } = outcome;
  if (!flags.has("quiet")) notes.forEach((note) => terminal.err(`${note}\n`));
  const shape = inJson(json) as JsonRow;
  const { format, fields, isJson, isLines } = wishesOf(flags);
  if (format !== null) {
    for (const row of rowsOf(outcome, shape)) {
      terminal.out(`${fillIn(format, row)}\n`);
    }
  } else if (isLines) {
    for (const row of rowsOf(outcome, shape)) {
      const kept = fields.length === 0 ? row : pick(row, fields);
      terminal.out(`${JSON.stringify({ schema: SCHEMA, ...kept })}\n`);
    }
  } else if (isJson) {
    const kept = { schema: SCHEMA, ...narrowed(outcome, shape, fields) };
    terminal.out(`${JSON.stringify(kept, null, 2)}\n`);
  } else terminal.out(readable(outcome, flags, terminal));
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
  const hasColor = terminal.isErrTerminal && terminal.env("NO_COLOR") === null;
  const head = hasColor ? paint("ant:", "red") : "ant:";
  terminal.err(`${head} ${message}\n`);
  if (hint !== null) terminal.err(`     ${hint.replaceAll("\n", "\n     ")}\n`);
}

function wishesOf(flags: Flags) {
  const fields = (flags.text("json") ?? "").split(",")
    .map((field) => field.trim()).filter((field) => field !== "");
  return {
    format: flags.text("format"),
    fields,
    isJson: flags.text("json") !== null,
    isLines: flags.has("jsonl"),
  };
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
  const said = isTerminal ? text : plain ?? text;
  const lines = said === "" || said.endsWith("\n") ? said : `${said}\n`;
  if (table === undefined) return lines;
  if (!isTerminal) return tabSeparated(table.columns, table.rows) + lines;
  if (table.rows.length === 0) return `${table.empty}\n${lines}`;
  const hasColor = wantsColor(terminal, flags.text("color"));
  return aligned(table.columns, table.rows, columns, hasColor) + lines;
}
