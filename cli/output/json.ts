import type { JsonRow } from "./outcome.ts";

/** Stands at the top of all that `--json` prints; its shape is kept. */
export const SCHEMA = "ant.v1";

/** Variables are named by people, and stay as they are. */
const VERBATIM = ["envar", "env"];

/**
 * Tells instants as ISO 8601 and durations in seconds, in place of the
 * milliseconds of `/api/v1`: `startedAtMs` becomes `startedAt`.
 */
export function inJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => entry(key, inner)),
  );
}

function entry(key: string, value: unknown): readonly [string, unknown] {
  if (VERBATIM.includes(key)) return [key, value];
  const isNumber = typeof value === "number" || value === null;
  const { name, kind } = nameInJson(key);
  if (!isNumber || kind === null) return [key, inJson(value)];
  if (value === null) return [name, null];
  return [
    name,
    kind === "instant" ? new Date(value).toISOString() : value / 1000,
  ];
}

/** What a field of `/api/v1` is called here, and what it then holds. */
export function nameInJson(
  key: string,
): { readonly name: string; readonly kind: "instant" | "seconds" | null } {
  if (!key.endsWith("Ms")) return { name: key, kind: null };
  const stem = key.slice(0, -"Ms".length);
  return /At$|^(at|now|notBefore|since|until|end)$/.test(stem)
    ? { name: stem, kind: "instant" }
    : { name: `${stem}Seconds`, kind: "seconds" };
}

/** Keeps the fields that were asked for, in that order. */
export function pick(row: JsonRow, fields: readonly string[]): JsonRow {
  return Object.fromEntries(fields.map((field) => [field, at(row, field)]));
}

/** The value at a path such as `end.exitCode`; `null` where there is none. */
export function at(row: JsonRow, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return null;
    value = (value as JsonRow)[name];
  }
  return value ?? null;
}

/** Fills the fields of a row into `{id}\t{state}`. */
export function fillIn(format: string, row: JsonRow): string {
  return format.replaceAll("\\t", "\t").replaceAll("\\n", "\n")
    .replace(/\{([\w.]+)\}/g, (_all, path: string) => {
      const value = at(row, path);
      if (Array.isArray(value)) return value.join(",");
      return value === null
        ? ""
        : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
    });
}
