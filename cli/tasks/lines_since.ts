import { durationMs } from "../../scheduler/model/options/duration_ms.ts";
import { Failure, usage } from "../failure.ts";
import { type Api, taskPath } from "../server/api.ts";

interface Window {
  readonly fromByte: number;
  readonly lines: readonly string[];
}

const WINDOW_LINES = 2_000;
/** How far into a line its time may stand: behind a level or a name. */
const STAMP_WITHIN = 60;

/**
 * Reads a log from its end back to the first line whose own time is at an
 * instant or later.
 *
 * @throws {Failure} where no line tells a time.
 */
export async function* linesSince(
  api: Api,
  id: string,
  since: string,
  attempt: number | null,
): AsyncGenerator<string> {
  const sinceMs = instantOf(since);
  const kept: string[][] = [];
  let before: number | null = null;
  let isStamped = false;
  for (;;) {
    const where: Readonly<Record<string, number>> = before === null
      ? { tail: 1 }
      : { before };
    const window: Window = await api.get(taskPath(id, "/log/lines"), {
      ...where,
      attempt,
      count: WINDOW_LINES,
    });
    const { first, hasStamp, isEarlier } = cutAt(window.lines, sinceMs);
    isStamped ||= hasStamp;
    kept.unshift([...window.lines.slice(first)]);
    if (isEarlier || window.fromByte === 0 || window.lines.length === 0) break;
    before = window.fromByte;
  }
  if (!isStamped) {
    throw new Failure("failed", `Cannot tell what "${id}" wrote since then`, {
      hint: "No line of its log begins with a date and time; --tail cuts it.",
    });
  }
  for (const lines of kept) yield lines.map((line) => `${line}\n`).join("");
}

/** Where in some lines the wanted ones begin: behind the last earlier one. */
function cutAt(lines: readonly string[], sinceMs: number) {
  const stamps = lines.map(stampOf);
  const lastEarlier = stamps.findLastIndex((atMs) =>
    atMs !== null && atMs < sinceMs
  );
  const next = stamps.findIndex((atMs, place) =>
    place > lastEarlier && atMs !== null
  );
  const isEarlier = lastEarlier !== -1;
  return {
    // Lines without a time belong to the one before them.
    first: isEarlier ? next === -1 ? lines.length : next : 0,
    hasStamp: stamps.some((atMs) => atMs !== null),
    isEarlier,
  };
}

function stampOf(line: string): number | null {
  const found =
    /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:[.,]\d+)?)\s?(Z|[+-]\d{2}:?\d{2})?/
      .exec(line.slice(0, STAMP_WITHIN));
  if (found === null) return null;
  const [, day, time, zone = ""] = found;
  const atMs = Date.parse(`${day}T${time!.replace(",", ".")}${zone}`);
  return Number.isFinite(atMs) ? atMs : null;
}

function instantOf(text: string): number {
  const ago = durationMs(text);
  if (ago !== null) return Date.now() - ago;
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(text.length === 10 ? `${text}T00:00` : text)
    : NaN;
  if (Number.isFinite(atMs)) return atMs;
  throw usage(
    `Cannot read "--since ${text}": it is no time`,
    "Write 10m, 2h, 2026-01-31 or 2026-01-31T20:00.",
  );
}
