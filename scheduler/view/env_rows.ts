import type { Json } from "../model/units.ts";

/** Variables by name. */
export type EnvValues = Readonly<Record<string, Json>>;

/** One line of the editor, as it is written. */
export interface EnvRow {
  readonly name: string;
  readonly text: string;
  /** Its value was not kept, and is to be typed again. */
  readonly isLost?: boolean;
}

/** What an editor's content means, and what is wrong with it. */
export interface EnvReading {
  readonly envar: EnvValues;
  /** By the row's place, from 0. */
  readonly problems: ReadonlyMap<number, string>;
}

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

/** Reads rows; one without a name and a value counts for nothing. */
export function readRows(rows: readonly EnvRow[]): EnvReading {
  const entries: [string, Json][] = [];
  const seen = new Set<string>();
  const problems = new Map<number, string>();
  for (const [place, { name, text, isLost }] of rows.entries()) {
    const key = name.trim();
    if (key === "" && text.trim() === "") continue;
    const problem = key === ""
      ? "A value without a name"
      : key.includes("=")
      ? 'A name can not hold a "="'
      : seen.has(key)
      ? "Named twice, remove one"
      : isLost && text === ""
      ? "Its value is not kept here, type it again"
      : null;
    if (problem === null) entries.push([key, readValue(text)]);
    else problems.set(place, problem);
    seen.add(key);
  }
  return { envar: Object.fromEntries(entries), problems };
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
