import type { LogBlock, LogWindow } from "./log_window.ts";

/** What of a log is on the page now. */
export interface LogShown {
  readonly blocks: readonly LogBlock[];
  /** The number of the first line; `null` until somebody has counted. */
  readonly fromLine: number | null;
  readonly lineCount: number;
  readonly fromByte: number;
  readonly endByte: number;
  /** Where to scroll to once this stands; `null` to stay. */
  readonly goal: LogGoal | null;
}

/** A place to scroll to: an edge of what is shown, or one of its lines. */
export type LogGoal =
  | { readonly kind: "end" }
  | { readonly kind: "start" }
  | { readonly kind: "line"; readonly line: number };

/** A line's number, and the byte where it begins. */
export interface LinePoint {
  readonly line: number;
  readonly byte: number;
}

/** What a window shows. */
export function pictureOf(window: LogWindow, goal: LogGoal | null): LogShown {
  const { blocks, fromLine, lineCount, fromByte, endByte } = window;
  return { blocks, fromLine, lineCount, fromByte, endByte, goal };
}

/** Whether a line, by its number, is in a window whose lines are counted. */
export function holdsLine(
  { fromLine, lineCount }: LogWindow,
  line: number,
): boolean {
  return fromLine !== null && line >= fromLine && line < fromLine + lineCount;
}
