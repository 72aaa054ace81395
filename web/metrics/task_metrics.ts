import { Counter, Histogram, type Registry } from "prom-client";
import type {
  SchedulerEvent,
  SchedulerState,
  Task,
} from "../../scheduler/mod.ts";

/** From a second to a week, in seconds: runs of minutes and of days. */
const LONG_S = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 86_400, 7 * 86_400];
/** Around what a sync takes, in seconds. */
const SYNC_S = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02, 0.1, 0.5, 2];

/** Counts what happens to tasks, and how long saving it takes. */
export class TaskMetrics {
  readonly #submitted;
  readonly #started;
  readonly #ended;
  readonly #wait;
  readonly #run;
  readonly #append;
  readonly #events;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#submitted = new Counter({
      name: "ant_tasks_submitted_total",
      help: "Tasks that were queued.",
      registers,
    });
    this.#started = new Counter({
      name: "ant_tasks_started_total",
      help: "Attempts that were given their GPUs.",
      registers,
    });
    this.#ended = new Counter({
      name: "ant_tasks_ended_total",
      help: "Attempts that ended, by how.",
      labelNames: ["outcome"],
      registers,
    });
    this.#wait = new Histogram({
      name: "ant_task_wait_seconds",
      help: "From when a task came into the queue to its start.",
      buckets: LONG_S,
      registers,
    });
    this.#run = new Histogram({
      name: "ant_task_run_seconds",
      help: "From the start of an attempt to its end, by how it ended.",
      labelNames: ["outcome"],
      buckets: LONG_S,
      registers,
    });
    this.#append = new Histogram({
      name: "ant_journal_append_seconds",
      help: "How long it took until events would survive a power cut.",
      buckets: SYNC_S,
      registers,
    });
    this.#events = new Counter({
      name: "ant_journal_events_total",
      help: "Events that were written.",
      registers,
    });
  }

  /** Takes in events, right after they have changed the state. */
  take(events: readonly SchedulerEvent[], { tasks }: SchedulerState): void {
    this.#events.inc(events.length);
    for (const event of events) {
      switch (event.kind) {
        case "tasksSubmitted":
          this.#submitted.inc(event.tasks.length);
          break;
        case "taskPlaced":
          this.#started.inc();
          this.#waited(tasks.get(event.id), event.atMs);
          break;
        case "taskEnded":
          this.#endedAs(tasks.get(event.id), event.as.name, event.atMs);
      }
    }
  }

  /** Takes in how long a write took. */
  wrote(seconds: number): void {
    this.#append.observe(seconds);
  }

  #waited(task: Task | undefined, atMs: number): void {
    const since = task?.earlier.at(-1)?.endedAtMs ?? task?.submittedAtMs;
    if (since !== undefined) this.#wait.observe(secondsFrom(since, atMs));
  }

  #endedAs(task: Task | undefined, outcome: string, atMs: number): void {
    this.#ended.inc({ outcome });
    const startedAtMs = task === undefined ? null : startOf(task);
    if (startedAtMs === null) return;
    this.#run.observe({ outcome }, secondsFrom(startedAtMs, atMs));
  }
}

/** When the attempt began that has just ended; its retry may be queued. */
export function startOf({ startedAtMs, earlier }: Task): number | null {
  return startedAtMs ?? earlier.at(-1)?.startedAtMs ?? null;
}

/** Clocks go back at times. */
function secondsFrom(fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs) / 1000;
}
