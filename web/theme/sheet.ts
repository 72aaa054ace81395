import { tokenSheet } from "./tokens.ts";
import { utilitySheet } from "./twind.ts";
import { UTILITIES } from "./utilities.ts";

/** The parts' own files, in the order in which they apply. */
export const PART_SHEETS: readonly string[] = [
  "base",
  "frame",
  "controls",
  "fields",
  "panels",
  "strip",
  "gauges",
  "charts",
  "plan",
  "lists",
  "create",
  "command",
  "options",
  "terminal",
  "log",
  "completed",
  "float",
  "recovery",
  "palette",
  "login",
  "medium",
  "small",
  "small_lists",
  "targets",
  "motion",
];

/**
 * What stands in the head of every page: the tokens of both themes and the
 * utility classes in use. twind compiles it once, here; no browser runs it.
 */
export const HEAD_SHEET: string = `${tokenSheet()}\n${utilitySheet(UTILITIES)}`;
