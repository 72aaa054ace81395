import type { Json } from "../units.ts";
import type { Issues, Place } from "./issues.ts";

/** The variables of a task, by name. */
export type Envar = Readonly<Record<string, Json>>;

/**
 * The longest string a program can be started with: 128 KiB less its final
 * NUL, `execve(2)`.
 */
export const MAX_ARGUMENT_BYTES = 131_071;

/** The entries that say where and in what a command runs. */
export const PLACE_KEYS: readonly string[] = [
  "ant_wd",
  "ant_conda_env",
  "ant_conda_env_path",
  "ant_conda_path",
];

const UNEXPORTED = new Set([...PLACE_KEYS, "ant_task_id", "ant_n_gpus"]);

/** Tells whether a text says something: not blank, not `none`, not `null`. */
export function saysSomething(text: string): boolean {
  return !/^\s*(none|null)?\s*$/i.test(text);
}

/** Reads one of ANT's own entries as text; `null` where it says nothing. */
export function settingOf(envar: Envar, key: string): string | null {
  const value = Object.hasOwn(envar, key) ? envar[key] : null;
  if (typeof value === "number") return String(value);
  return typeof value === "string" && saysSomething(value) ? value : null;
}

/**
 * Turns variables into the environment of a process: text as it is, numbers,
 * booleans, lists and objects as JSON. `null` means not set, and ANT's own
 * entries are not exported.
 */
export function processEnv(envar: Envar): Readonly<Record<string, string>> {
  const exported: [string, string][] = [];
  for (const [key, value] of Object.entries(envar)) {
    if (value === null || UNEXPORTED.has(key)) continue;
    exported.push([key, asText(value)]);
  }
  return Object.fromEntries(exported);
}

/** Adds an issue for each entry that no process can be given. */
export function checkEnvar(
  envar: Envar,
  placeOf: (key: string) => Place,
  issues: Issues,
): void {
  for (const [key, value] of Object.entries(envar)) {
    const why = whyUnusable(key, value);
    if (why !== null) {
      issues.add(`Cannot set the variable "${key}": ${why}`, placeOf(key));
    }
  }
}

function whyUnusable(key: string, value: Json): string | null {
  if (key.trim() === "") return "its name is empty";
  if (key.includes("=")) return 'its name holds a "="';
  if (key.includes("\0")) return "its name holds a NUL character";
  if (PLACE_KEYS.includes(key)) {
    const isText = value === null || typeof value === "string" ||
      typeof value === "number";
    if (!isText) return "its value must be text or null";
  }
  const text = asText(value);
  if (text.includes("\0")) return "its value holds a NUL character";
  return isTooLong(`${key}=${text}`)
    ? `it is longer than ${MAX_ARGUMENT_BYTES} bytes, which no program can take`
    : null;
}

/** Tells whether no program can be started with this text. */
export function isTooLong(text: string): boolean {
  // A UTF-16 unit takes three bytes at most, so short texts need no count.
  return text.length * 3 > MAX_ARGUMENT_BYTES &&
    new TextEncoder().encode(text).length > MAX_ARGUMENT_BYTES;
}

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
