import { learnedTime } from "../model/run_times.ts";
import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";

/** What the config says about how long tasks take. */
export interface TimeRules {
  /** Whether earlier runs of the same name tell, beside time limits. */
  readonly learns: boolean;
  /** From SIGTERM to SIGKILL: so long a task may go on past its limit. */
  readonly killGraceMs: number;
}

/** A length of time in milliseconds, or an end, and where it is known from. */
export interface Expected {
  /** Infinity where nobody knows. */
  readonly ms: number;
  /** From how many runs it is learned; `null` by a time limit or not at all. */
  readonly runs: number | null;
}

/** What should have ended goes on for at least that much longer. */
const OVERDUE_MS = 1000;

/** How long a task takes at most, once it has started. */
export function timeTaken(
  { runTimes }: SchedulerState,
  { id, spec }: Task,
  { learns, killGraceMs }: TimeRules,
): Expected {
  const { nGpus, options: { timeoutMs } } = spec;
  const limitMs = timeoutMs === undefined ? Infinity : timeoutMs + killGraceMs;
  const learned = learns ? learnedTime(runTimes, id, nGpus) : null;
  return learned !== null && learned.ms < limitMs
    ? learned
    : { ms: limitMs, runs: null };
}

/** When an active task has ended at the latest, as an instant. */
export function endExpected(
  state: SchedulerState,
  task: Task,
  nowMs: EpochMs,
  rules: TimeRules,
): Expected {
  const soonMs = nowMs + OVERDUE_MS;
  if (task.state.name === "stopping") {
    return { ms: Math.max(soonMs, task.state.killAtMs ?? 0), runs: null };
  }
  // A limit counts from the moment that the process was there.
  const sinceMs = task.state.name === "running" ? task.sinceMs : nowMs;
  const learned = timeTaken(state, task, rules);
  const learnedMs = sinceMs + learned.ms;
  if (learned.runs !== null && learnedMs > nowMs) {
    return { ms: learnedMs, runs: learned.runs };
  }
  // It takes longer than any run before: nothing but its limit tells now.
  const { ms } = timeTaken(state, task, { ...rules, learns: false });
  return { ms: Math.max(soonMs, sinceMs + ms), runs: null };
}
