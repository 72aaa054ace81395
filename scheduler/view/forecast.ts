import type { PolicyName } from "../model/policy_name.ts";
import type { EpochMs, GpuIndex, TaskId } from "../model/units.ts";
import type { BoardView } from "./board.ts";
import { counted, when } from "./words.ts";

/** When a queued task starts at the latest, and where. */
export interface ForecastStart {
  readonly id: TaskId;
  readonly atMs: EpochMs;
  readonly gpus: readonly GpuIndex[];
  /** When it has ended at the latest; `null` where nobody knows. */
  readonly endMs: EpochMs | null;
  /** From how many runs it is learned; `null` by time limits alone. */
  readonly runs: number | null;
  /** The same of its end. */
  readonly endRuns: number | null;
}

/** When a running task is expected to end; those without are not known. */
export interface ForecastEnd {
  readonly id: TaskId;
  readonly atMs: EpochMs;
  readonly runs: number | null;
}

/** What is foreseen of the head of the queue, and of what runs. */
export interface Forecast {
  readonly policy: PolicyName;
  /** How long a task may go on past its limit. */
  readonly killGraceMs: number;
  /** In the order of the queue; a task whose start nobody knows is not here. */
  readonly starts: readonly ForecastStart[];
  readonly ends: readonly ForecastEnd[];
}

/** The starts that lie ahead, of those who still wait. */
export function startsAhead(
  { forecast, queued, nowMs }: Pick<BoardView, "forecast" | "queued" | "nowMs">,
): ReadonlyMap<TaskId, ForecastStart> {
  const waiting = new Set(queued.map(({ id }) => id));
  return new Map(
    forecast.starts.filter(({ id, atMs }) => atMs > nowMs && waiting.has(id))
      .map((start) => [start.id, start]),
  );
}

/** When, in a few words: `by 15:20`, or `about 15:20` where it is learned. */
export function byWhen(
  { atMs, runs }: Pick<ForecastStart, "atMs" | "runs">,
  nowMs: EpochMs,
): string {
  const moment = when(atMs, nowMs).replace("today ", "");
  return `${runs === null ? "by" : "about"} ${moment}`;
}

/** What a moment is known from. */
export function basisWords(runs: number | null): string {
  return runs === null
    ? "by time limits"
    : `as learned from ${counted(runs, "run")}`;
}
