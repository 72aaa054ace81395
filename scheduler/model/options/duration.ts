import { excerpt, Invalid } from "../submit/issues.ts";
import { durationMs, UNIT_MS } from "./duration_ms.ts";

const LONGEST_MS = 10 * 365 * UNIT_MS.d!;
const EXAMPLES = 'write it as "90m", "24h", "1d12h" or "1:30:00"';

/**
 * Reads a duration in milliseconds: numbers with units from `ms` to `w`, or
 * `H:MM:SS` with days before a dash, as sbatch(1) writes a time limit. A bare
 * number is refused, for schedulers do not agree on what it means.
 */
export function readDuration(text: string): number | Invalid {
  const ms = durationMs(text);
  if (ms === null) {
    const why = /^\d+(\.\d+)?$/.test(text.trim())
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
