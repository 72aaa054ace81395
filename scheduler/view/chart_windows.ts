/** A stretch of the past that a person can choose. */
export interface ChartWindow {
  readonly label: string;
  /** The same in words, for the left end of a chart. */
  readonly ago: string;
  readonly ms: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const OFFERS = [1, 5, 30].map((minutes) => ({
  label: `${minutes} m`,
  ago: `${minutes} min ago`,
  ms: minutes * MINUTE_MS,
}));

/** The windows to choose from, up to all that is kept. */
export function chartWindows(spanMs: number): readonly ChartWindow[] {
  const shorter = OFFERS.filter(({ ms }) => ms < spanMs);
  const whole = OFFERS.find(({ ms }) => ms === spanMs);
  return [
    ...shorter,
    whole ?? { label: "All", ago: agoOf(spanMs), ms: spanMs },
  ];
}

/** The window of that label; the widest one where there is none. */
export function windowNamed(
  label: string,
  windows: readonly ChartWindow[],
): ChartWindow {
  return windows.find((one) => one.label === label) ?? windows.at(-1)!;
}

function agoOf(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1_000)} s ago`;
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min ago`;
  return `${Math.round(ms / HOUR_MS)} h ago`;
}
