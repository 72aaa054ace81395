import { Registry } from "prom-client";
import { TaskMetrics } from "../web/metrics/task_metrics.ts";
import type { SavedState } from "./open_state.ts";
import { taskTraces } from "./task_traces.ts";
import { watchedJournal } from "./watched_journal.ts";

/** A state whose journal is watched, and what has been seen. */
export interface WatchedState {
  readonly saved: SavedState;
  readonly metrics: Registry;
}

/** Counts what goes into the journal, and traces it where that is wanted. */
export async function openMetrics(
  saved: SavedState,
  traces: boolean,
  warn: (problem: string) => void,
): Promise<WatchedState> {
  const metrics = new Registry();
  const counts = new TaskMetrics(metrics);
  const watchers = traces ? [counts, await taskTraces()] : [counts];
  const journal = watchedJournal(saved.journal, saved.state, watchers, warn);
  return { saved: { ...saved, journal }, metrics };
}
