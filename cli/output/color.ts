import type { Terminal } from "./terminal.ts";

/** ECMA-48, Select Graphic Rendition. */
const CODES = {
  dim: 2,
  bold: 1,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
} as const;

/** A color or weight of text. */
export type Color = keyof typeof CODES;

/** Colors a text, whatever the terminal. */
export function paint(text: string, color: Color): string {
  return text === "" ? "" : `\x1b[${CODES[color]}m${text}\x1b[0m`;
}

/** Whether to color; no-color.org says what NO_COLOR means. */
export function wantsColor(
  { isTerminal, env }: Pick<Terminal, "isTerminal" | "env">,
  asked: string | null,
): boolean {
  if (asked === "always") return true;
  if (asked === "never" || env("NO_COLOR") !== null) return false;
  return isTerminal && env("TERM") !== "dumb";
}

/** The colors of the states of a task. */
export const STATE_COLORS: Readonly<Record<string, Color>> = {
  queued: "yellow",
  starting: "cyan",
  running: "cyan",
  stopping: "magenta",
  succeeded: "green",
  failed: "red",
  terminated: "dim",
  lost: "red",
};
