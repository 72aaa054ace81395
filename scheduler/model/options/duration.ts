import { excerpt, Invalid } from "../submit/issues.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const LONGEST_MS = 10 * 365 * UNIT_MS.d!;
const EXAMPLES = 'write it as "90m", "24h", "1d12h" or "1:30:00"';

/**
 * Reads a duration in milliseconds: numbers with units from `ms` to `w`, or
 * `H:MM:SS` with days before a dash, as sbatch(1) writes a time limit. A bare
 * number is refused, for schedulers do not agree on what it means.
 */
export function readDuration(text: string): number | Invalid {
  const written = text.trim().toLowerCase();
  const ms = fromClock(written) ?? fromUnits(written);
  if (ms === null) {
    const why = /^\d+(\.\d+)?$/.test(written)
      ? "has no unit"
      : "is no duration";
    return new Invalid(`"${excerpt(text)}" ${why}, ${EXAMPLES}`);
  }
  return ms > 0 && ms <= LONGEST_MS
    ? ms
    : new Invalid(`"${text}" is not between 1 ms and 10 years`);
}

/** Writes a duration with the fewest units that say it exactly. */
export function writeDuration(ms: number): string {
  let left = ms;
  const parts: string[] = [];
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const count = Math.floor(left / UNIT_MS[unit]!);
    if (count === 0) continue;
    parts.push(`${count}${unit}`);
    left -= count * UNIT_MS[unit]!;
  }
  return parts.join("") || "0s";
}

function fromUnits(text: string): number | null {
  const part = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])/y;
  let ms = 0;
  while (part.lastIndex < text.length) {
    const [, count, unit] = part.exec(text) ?? [];
    if (count === undefined) return null;
    ms += Number(count) * UNIT_MS[unit!]!;
  }
  return text === "" ? null : Math.round(ms);
}

function fromClock(text: string): number | null {
  const found = /^(?:(\d+)-)?(\d+):(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const [days, hours, minutes, seconds] = found.slice(1)
    .map((digits) => Number(digits ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * UNIT_MS.m! +
    seconds! * UNIT_MS.s!;
}
