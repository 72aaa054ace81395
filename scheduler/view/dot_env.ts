import { type EnvRow, readValue, writeValue } from "./env_rows.ts";

const ENTRY =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[^])*)"|'([^']*)'|([^\r\n]*))[ \t]*(?:#.*)?$/gm;

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads a `.env` file: `NAME=value` on a line, `export` before it if wanted,
 * values in quotes over many lines, `#` comments. Every value is text there,
 * and rows are written so that they mean that text.
 */
export function readDotEnv(text: string): EnvRow[] {
  return [...text.matchAll(ENTRY)].map(([, name, double, single, bare]) => ({
    name: name!,
    text: asText(
      double !== undefined
        ? double.replace(/\\([^])/g, (_, letter) => ESCAPES[letter] ?? letter)
        : single ?? bare!.replace(/(^|\s)#.*$/, "").trim(),
    ),
  }));
}

/** Puts rows among others: known names get the new value, others follow. */
export function mergeRows(
  rows: readonly EnvRow[],
  added: readonly EnvRow[],
): EnvRow[] {
  const merged = new Map(added.map((row) => [row.name, row]));
  const changed = rows.map((row) => merged.get(row.name.trim()) ?? row);
  const known = new Set(rows.map(({ name }) => name.trim()));
  return [
    ...changed,
    ...[...merged.values()].filter(({ name }) => !known.has(name)),
  ];
}

/** A number that says the same as its text may stay one: it reads better. */
function asText(value: string): string {
  const read = readValue(value);
  return typeof read === "number" && String(read) === value
    ? value
    : writeValue(value);
}
