import {
  type LinePlace,
  type LineWindow,
  LogMissing,
  LogOutside,
  type LogStore,
} from "../../scheduler/mod.ts";

/** So many lines are in a page as it comes; more are fetched as one scrolls. */
const LINES = 400;

/**
 * Reads the lines that an address asks for: those before a byte, those from a
 * line on, else the last ones; `null` where there is no log.
 */
export async function readLogPage(
  logs: LogStore,
  path: string | null,
  params: URLSearchParams,
): Promise<LineWindow | null> {
  if (path === null) return null;
  try {
    return await logs.lines.window(path, placeOf(params), LINES);
  } catch (error) {
    const isKnown = error instanceof LogMissing || error instanceof LogOutside;
    if (isKnown) return null;
    throw error;
  }
}

function placeOf(params: URLSearchParams): LinePlace {
  const before = numberOf(params.get("before"));
  if (before !== null) return { kind: "before", byte: before };
  const line = numberOf(params.get("line"));
  return line === null || line === 0
    ? { kind: "tail" }
    : { kind: "line", line };
}

/** Reads a whole number; `null` for anything else. */
export function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
