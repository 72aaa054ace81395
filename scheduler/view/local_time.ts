import type { EpochMs } from "../model/units.ts";

/**
 * Writes an instant as a clock on the wall shows it, with its time zone, so
 * that it reads the same elsewhere: `2026-01-31 20:00+01:00`. `ant_begin`
 * understands it.
 */
export function localTime(atMs: EpochMs): string {
  const aheadMin = -new Date(atMs).getTimezoneOffset();
  const local = new Date(atMs + aheadMin * 60_000).toISOString();
  const end = local.endsWith(":00.000Z")
    ? 16
    : local.endsWith(".000Z")
    ? 19
    : 23;
  const sign = aheadMin < 0 ? "-" : "+";
  const [hours, minutes] = [
    Math.trunc(Math.abs(aheadMin) / 60),
    Math.abs(aheadMin) % 60,
  ]
    .map((part) => String(part).padStart(2, "0"));
  return `${local.slice(0, end).replace("T", " ")}${sign}${hours}:${minutes}`;
}
