import {
  type EnvReading,
  type EnvRow,
  type EnvValues,
  readEnvJson,
  readRows,
  rowsOf,
} from "./env_rows.ts";

/** Writes variables as lines of `NAME=value`. */
export function envTextOf(envar: EnvValues): string {
  return rowsOf(envar).map(({ name, text }) => `${name}=${text}`).join("\n");
}

/**
 * Reads the editor without a script: a JSON object, or one `NAME=value` on a
 * line, with `#` lines left out. Problems go by the line, from 0.
 */
export function readEnvText(text: string): EnvReading {
  if (text.trim().startsWith("{")) return readEnvJson(text);
  const lines = text.split(/\r?\n/);
  const problems = new Map<number, string>();
  const rows = lines.map((line, place): EnvRow => {
    if (line.trim() === "" || line.trim().startsWith("#")) {
      return { name: "", text: "" };
    }
    const cut = line.indexOf("=");
    if (cut < 0) {
      problems.set(place, 'Needs a "=" between name and value');
      return { name: "", text: "" };
    }
    return { name: line.slice(0, cut), text: line.slice(cut + 1) };
  });
  const reading = readRows(rows);
  return {
    envar: reading.envar,
    problems: new Map([...problems, ...reading.problems]),
  };
}
