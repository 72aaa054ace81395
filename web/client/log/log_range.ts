import { askLate } from "../late_ask.ts";

/** Lines of a log that follow each other, as the server tells them. */
export interface LogRange {
  readonly fromByte: number;
  readonly endByte: number;
  /** How long the log was then. */
  readonly size: number;
  /** The number of the first line; `null` where nobody has counted yet. */
  readonly fromLine: number | null;
  readonly lines: readonly string[];
  /** The last line has no end yet. */
  readonly isOpen: boolean;
  /** How long nothing had been written; `null` where nobody knows. */
  readonly quietMs: number | null;
}

/** The log of a task's last attempt, or of the one named. */
export interface NamedLog {
  readonly id: string;
  readonly attempt: number | null;
}

/** Where to read. */
export type LogPlace =
  | { readonly kind: "tail" }
  | { readonly kind: "line" | "before" | "from"; readonly at: number };

/** How many lines are asked for at a time. */
export const STEP_LINES = 400;

/** Reads some lines of a task's log. @throws {ApiError} */
export async function readLines(
  log: NamedLog,
  place: LogPlace,
  count = STEP_LINES,
): Promise<LogRange> {
  const where = place.kind === "tail" ? "tail" : `${place.kind}=${place.at}`;
  const path = logAddress(log, "lines", `count=${count}&${where}`);
  return await askLate("GET", path) as LogRange;
}

/** Has the server count all lines; from then on, ranges know their numbers. */
export async function countLines(
  log: NamedLog,
): Promise<{ readonly lines: number; readonly size: number }> {
  const path = logAddress(log, "count");
  return await askLate("GET", path) as { lines: number; size: number };
}

/** Where a log is asked about. */
export function logAddress(
  { id, attempt }: NamedLog,
  part: "lines" | "count" | "search",
  query = "",
): string {
  const path = `api/v1/tasks/${encodeURIComponent(id)}/log/${part}`;
  const which = attempt === null ? "" : `attempt=${attempt}&`;
  return `${path}?${which}${query}`;
}
