import type { Task } from "./task.ts";
import type { TaskId } from "./units.ts";

/** How long the latest runs of each name took, the latest last. */
export type RunTimes = Map<string, readonly number[]>;

/** What earlier runs tell of the next one of their name. */
export interface Learned {
  /** No run that is remembered took longer. */
  readonly ms: number;
  readonly runs: number;
}

/** So many runs of a name are remembered. */
export const REMEMBERED_RUNS = 20;
/** And so many names; the one that ended longest ago goes first. */
export const REMEMBERED_NAMES = 1000;
/** Fewer runs than this say nothing yet. */
const TELLING_RUNS = 3;

const RESTART = /-restart-\d+$/;
/** What a template draws or counts: UUIDs and their heads, dates, numbers. */
const DRAWN =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{8}(?![0-9a-z])|\d+(?:[.-]\d+)*/gi;

/**
 * The name that a task shares with those whose ids differ in numbers, dates
 * and drawn letters only; `null` where nothing else is left. One that takes
 * another number of GPUs has another name, as its time is another.
 */
export function runName(id: TaskId, nGpus: number): string | null {
  const name = id.replace(RESTART, "").replace(DRAWN, "#");
  return /\p{L}/u.test(name) ? `${name} ${nGpus}` : null;
}

/** Remembers how long a task took that has just succeeded. */
export function rememberRun(
  runTimes: RunTimes,
  { id, spec, startedAtMs, endedAtMs }: Task,
): void {
  const name = runName(id, spec.nGpus);
  if (name === null || startedAtMs === null || endedAtMs === null) return;
  const tookMs = Math.max(0, endedAtMs - startedAtMs);
  const times = [...runTimes.get(name) ?? [], tookMs].slice(-REMEMBERED_RUNS);
  runTimes.delete(name); // So that the names stand by their latest end.
  runTimes.set(name, times);
  if (runTimes.size <= REMEMBERED_NAMES) return;
  for (const oldest of runTimes.keys()) {
    runTimes.delete(oldest);
    return;
  }
}

/** What is known of a name; `null` before enough has run. */
export function learnedTime(
  runTimes: RunTimes,
  id: TaskId,
  nGpus: number,
): Learned | null {
  const name = runName(id, nGpus);
  const times = name === null ? undefined : runTimes.get(name);
  if (times === undefined || times.length < TELLING_RUNS) return null;
  return { ms: Math.max(...times), runs: times.length };
}
