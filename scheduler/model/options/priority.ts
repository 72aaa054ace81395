import { excerpt, Invalid } from "../submit/issues.ts";

/** Names for priorities, as Beaker's users know them. */
export const PRIORITIES: Readonly<Record<string, number>> = {
  low: -10,
  normal: 0,
  high: 10,
  urgent: 20,
  immediate: 30,
};

/** From this priority on, preemptible tasks make way. */
export const URGENT = PRIORITIES.urgent!;

/** The names lie this far apart. */
export const PRIORITY_STEP = 10;
const LARGEST = 100;

/** Reads a priority: a name, or a whole number from -100 to 100. */
export function readPriority(text: string): number | Invalid {
  const written = text.trim().toLowerCase();
  const named = Object.hasOwn(PRIORITIES, written)
    ? PRIORITIES[written]!
    : null;
  if (named !== null) return named;
  const value = /^[-+]?\d{1,3}$/.test(written) ? Number(written) : NaN;
  return Math.abs(value) <= LARGEST ? value : new Invalid(
    `"${excerpt(text)}" is no priority, write ` +
      `${Object.keys(PRIORITIES).join(", ")} or a number from -100 to 100`,
  );
}

/** Writes a priority by its name, where it has one. */
export function writePriority(priority: number): string {
  const named = Object.entries(PRIORITIES).find(([, value]) =>
    value === priority
  );
  return named?.[0] ?? String(priority);
}
