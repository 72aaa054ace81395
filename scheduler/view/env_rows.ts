import type { Json } from "../model/units.ts";

/** Variables by name. */
export type EnvValues = Readonly<Record<string, Json>>;

/** One line of the editor, as it is written. */
export interface EnvRow {
  readonly name: string;
  readonly text: string;
}

/** What an editor's content means, and what is wrong with it. */
export interface EnvReading {
  readonly envar: EnvValues;
  /** By the row's place, from 0. */
  readonly problems: ReadonlyMap<number, string>;
}

/** A variable that ANT itself reads, with what it is when first added. */
export interface EnvPreset {
  readonly name: string;
  readonly value: Json;
  readonly hint: string;
}

/** ANT's own variables. */
export const ENV_PRESETS: readonly EnvPreset[] = [
  { name: "ant_task_id", value: "[uuid]", hint: "names the tasks" },
  { name: "ant_n_gpus", value: 0, hint: "GPUs for each task" },
  { name: "ant_wd", value: "./", hint: "the folder to run in" },
  { name: "ant_conda_env", value: null, hint: "a conda environment's name" },
  { name: "ant_conda_env_path", value: null, hint: "or its folder" },
  { name: "ant_conda_path", value: "conda", hint: "the conda program" },
];

/**
 * Reads what stands in a value field: a number, `true`, `false`, `null`, a
 * list, an object or a quoted text as JSON, and all else as the text it is.
 */
export function readValue(text: string): Json {
  const trimmed = text.trim();
  if (!/^(["[{]|-?\d|true$|false$|null$)/.test(trimmed)) return text;
  try {
    return JSON.parse(trimmed) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Writes a value so that {@linkcode readValue} gives the very same back. */
export function writeValue(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  // A field of one line would lose a line break.
  const isPlain = readValue(value) === value && !/[\r\n]/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** Names the type of what stands in a value field. */
export function typeWord(text: string): string {
  const value = readValue(text);
  if (value === null) return "not set";
  if (typeof value === "string") return "text";
  return Array.isArray(value) ? "list" : typeof value;
}

/** Writes variables as rows. */
export function rowsOf(envar: EnvValues): EnvRow[] {
  return Object.entries(envar).map(([name, value]) => ({
    name,
    text: writeValue(value),
  }));
}

/** Writes variables as lines of `NAME=value`. */
export function envTextOf(envar: EnvValues): string {
  return rowsOf(envar).map(({ name, text }) => `${name}=${text}`).join("\n");
}

/** Reads rows; one without a name and a value counts for nothing. */
export function readRows(rows: readonly EnvRow[]): EnvReading {
  const entries: [string, Json][] = [];
  const seen = new Set<string>();
  const problems = new Map<number, string>();
  for (const [place, { name, text }] of rows.entries()) {
    const key = name.trim();
    if (key === "" && text.trim() === "") continue;
    const problem = key === ""
      ? "A value without a name"
      : key.includes("=")
      ? 'A name can not hold a "="'
      : seen.has(key)
      ? "Named twice, remove one"
      : null;
    if (problem === null) entries.push([key, readValue(text)]);
    else problems.set(place, problem);
    seen.add(key);
  }
  return { envar: Object.fromEntries(entries), problems };
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

/** Reads the JSON mode of the editor. */
export function readEnvJson(text: string): EnvReading {
  const wrong = (problem: string) => ({
    envar: {},
    problems: new Map([[0, problem]]),
  });
  try {
    const value: unknown = JSON.parse(text.trim() === "" ? "{}" : text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { envar: value as EnvValues, problems: new Map() }
      : wrong("Must be one JSON object: names and their values");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return wrong(`Is not JSON: ${error.message}`);
  }
}
