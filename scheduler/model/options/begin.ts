import { excerpt, Invalid } from "../submit/issues.ts";
import type { TemplateSource } from "../submit/task_id.ts";
import type { EpochMs } from "../units.ts";
import { readDuration } from "./duration.ts";

type WallClock = Pick<TemplateSource, "nowMs" | "timeZoneOffsetMinutes">;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EXAMPLES = 'write "2026-01-31T20:00", "20:00" or "+3h"';

/**
 * Reads the earliest start: a date and time, ISO 8601, in the server's time
 * zone unless one is named; a time of day, which is the next such one; or a
 * duration from now behind a `+`.
 */
export function readBegin(text: string, clock: WallClock): EpochMs | Invalid {
  const written = text.trim();
  if (written.startsWith("+")) {
    const ms = readDuration(written.slice(1));
    return ms instanceof Invalid ? ms : clock.nowMs + ms;
  }
  const atMs = nextTimeOfDay(written, clock) ?? instant(written, clock);
  return atMs ?? new Invalid(`"${excerpt(text)}" is no time, ${EXAMPLES}`);
}

/** Writes an instant so that it reads the same in any time zone. */
export function writeBegin(atMs: EpochMs): string {
  return new Date(atMs).toISOString();
}

function nextTimeOfDay(text: string, clock: WallClock): EpochMs | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const [hours, minutes, seconds] = found.slice(1).map((part) =>
    Number(part ?? 0)
  );
  if (hours! > 23 || minutes! > 59 || seconds! > 59) return null;
  const offsetMs = clock.timeZoneOffsetMinutes * MINUTE_MS;
  const localMs = clock.nowMs - offsetMs;
  const midnight = localMs - localMs % DAY_MS;
  const at = midnight + ((hours! * 60 + minutes!) * 60 + seconds!) * 1000;
  return (at > localMs ? at : at + DAY_MS) + offsetMs;
}

function instant(text: string, clock: WallClock): EpochMs | null {
  const found =
    /^\d{4}-\d{2}-\d{2}(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i
      .exec(text);
  if (found === null) return null;
  const [, time = "00:00", zone] = found;
  const atMs = Date.parse(`${text.slice(0, 10)}T${time}${zone ?? "Z"}`);
  if (!Number.isFinite(atMs)) return null;
  const isLocal = zone === undefined;
  return atMs + (isLocal ? clock.timeZoneOffsetMinutes * MINUTE_MS : 0);
}
