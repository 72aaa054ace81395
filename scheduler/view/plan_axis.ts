/** A span of time that the plan can show. */
export interface PlanWindow {
  readonly label: string;
  readonly ms: number;
  /** How far apart its times of day are. */
  readonly stepMs: number;
}

/** A time of day under which the plan draws a line. */
export interface PlanTick {
  readonly percent: number;
  readonly label: string;
}

/** Time from left to right, the present always at the same place. */
export interface PlanAxis {
  readonly nowPercent: number;
  readonly nowLabel: string;
  readonly ticks: readonly PlanTick[];
  readonly fromMs: number;
  /** Where an instant lies, from 0 to 100; those outside at the edge. */
  readonly percentOf: (atMs: number) => number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The spans to choose from (DESIGN, Plan strip). */
export const PLAN_WINDOWS: readonly PlanWindow[] = [
  { label: "4 h", ms: 4 * HOUR_MS, stepMs: 30 * MINUTE_MS },
  { label: "12 h", ms: 12 * HOUR_MS, stepMs: HOUR_MS },
  { label: "3 d", ms: 72 * HOUR_MS, stepMs: 6 * HOUR_MS },
];

/** The span that a person sees first. */
export const FIRST_PLAN_WINDOW = "12 h";

/** How much of the span lies behind. */
const PAST_SHARE = .18;
/** Labels nearer than this to the edge or to the present are left out. */
const EDGE_PERCENT = 2.5;
const NOW_PERCENT = 6;

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The span of that label; the first one where there is none. */
export function planWindow(label: string): PlanWindow {
  return PLAN_WINDOWS.find((one) => one.label === label) ??
    PLAN_WINDOWS.find((one) => one.label === FIRST_PLAN_WINDOW)!;
}

/** Lays a span around the present. */
export function planAxis(nowMs: number, { ms, stepMs }: PlanWindow): PlanAxis {
  const fromMs = nowMs - PAST_SHARE * ms;
  const percentOf = (atMs: number) =>
    toHundredth(Math.min(100, Math.max(0, (atMs - fromMs) / ms * 100)));
  const nowPercent = percentOf(nowMs);
  const ticks: PlanTick[] = [];
  // Steps are counted from the local midnight, not from that of UTC.
  const aheadMs = -new Date(fromMs).getTimezoneOffset() * MINUTE_MS;
  let atMs = Math.ceil((fromMs + aheadMs) / stepMs) * stepMs - aheadMs;
  for (; atMs <= fromMs + ms; atMs += stepMs) {
    const percent = percentOf(atMs);
    const isCrowded = percent < EDGE_PERCENT || percent > 100 - EDGE_PERCENT ||
      Math.abs(percent - nowPercent) < NOW_PERCENT;
    ticks.push({ percent, label: isCrowded ? "" : labelOf(atMs) });
  }
  return { nowPercent, nowLabel: clock(nowMs), ticks, fromMs, percentOf };
}

/** Rounds to what a style can show. */
export function toHundredth(percent: number): number {
  return Math.round(percent * 100) / 100;
}

/** A midnight is told by its day. */
function labelOf(atMs: number): string {
  const at = new Date(atMs);
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
  return isMidnight ? `${DAYS[at.getDay()]} 00:00` : clock(atMs);
}

function clock(atMs: number): string {
  const at = new Date(atMs);
  return [at.getHours(), at.getMinutes()]
    .map((part) => String(part).padStart(2, "0")).join(":");
}
