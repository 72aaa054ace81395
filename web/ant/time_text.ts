import type { EpochMs } from "../../scheduler/mod.ts";

/** ANT's way to write a moment: `09:00:00 21-11-2025`, local time. */
export function timeText(atMs: EpochMs | null): string | null {
  if (atMs === null) return null;
  const date = new Date(atMs);
  const two = (number: number) => String(number).padStart(2, "0");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const day = [two(date.getDate()), two(date.getMonth() + 1)];
  return `${time.map(two).join(":")} ${day.join("-")}-${date.getFullYear()}`;
}

/** ANT's way to write a duration: `2 minutes, 5 seconds`, always plural. */
export function runtimeText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), "days"],
    [Math.floor(seconds / 3600) % 24, "hours"],
    [Math.floor(seconds / 60) % 60, "minutes"],
  ] as const;
  return [
    ...parts.filter(([count]) => count > 0),
    [seconds % 60, "seconds"] as const,
  ].map((part) => part.join(" ")).join(", ");
}

/** ANT's times are seconds since the epoch, with a fraction. */
export function secondsOf(atMs: EpochMs | null): number | null {
  return atMs === null ? null : atMs / 1000;
}
