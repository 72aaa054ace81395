import type { Disk } from "../../scheduler/adapters/disk.ts";
import {
  type OpenedJournal,
  openJournal,
} from "../../scheduler/adapters/open_journal.ts";
import type { Timers } from "../../scheduler/adapters/timers.ts";
import { evolve } from "../../scheduler/core/evolve.ts";
import type { SchedulerEvent } from "../../scheduler/model/event.ts";
import type { Task } from "../../scheduler/model/task.ts";

/** Where the tests keep their recovery file. */
export const STATE_FILE = "/state/ant_recovery_state.json";

/** A queued task, for when only its presence counts. */
export function aQueued(id: string, more: Partial<Task> = {}): Task {
  return {
    id,
    spec: {
      command: `echo ${id}`,
      nGpus: 0,
      envar: {},
      tags: [],
      options: {},
      runnerEnvar: {},
    },
    state: { name: "queued" },
    sinceMs: 1000,
    submittedAtMs: 1000,
    attempt: 0,
    startedAtMs: null,
    endedAtMs: null,
    lastGpus: null,
    logFile: null,
    turn: 0,
    notBeforeMs: null,
    pending: [],
    earlier: [],
    ...more,
  };
}

/** The event of queueing tasks with these ids. */
export function submitted(...ids: string[]): SchedulerEvent {
  const tasks = ids.map((id) => aQueued(id));
  return { kind: "tasksSubmitted", tasks, key: null };
}

/** Timers that ring when the test says so. */
export class ManualTimers implements Timers {
  readonly waiting = new Set<() => void>();
  #armed = Promise.withResolvers<void>();

  now(): number {
    return 1_763_690_400_123;
  }

  after(_delayMs: number, run: () => void): () => void {
    this.waiting.add(run);
    this.#armed.resolve();
    return () => this.waiting.delete(run);
  }

  /** Runs what is due, and resolves when something new is waited for. */
  async ringAgain(): Promise<void> {
    this.#armed = Promise.withResolvers<void>();
    this.ring();
    await this.#armed.promise;
  }

  ring(): void {
    const due = [...this.waiting];
    this.waiting.clear();
    for (const run of due) run();
  }
}

/** One server life over a disk. */
export interface Life extends OpenedJournal {
  readonly timers: ManualTimers;
  /** Every problem that was told, in order; `null` is the end of one. */
  readonly problems: (string | null)[];
  /** Resolves at the end of the first problem. */
  readonly healed: Promise<void>;
  /** Evolves the state and appends, as the scheduler does. */
  commit(...events: SchedulerEvent[]): Promise<void>;
}

/** Starts a server life. */
export async function beginLife(
  disk: Disk,
  stateFile = STATE_FILE,
): Promise<Life> {
  const timers = new ManualTimers();
  const problems: (string | null)[] = [];
  const healed = Promise.withResolvers<void>();
  const opened = await openJournal({
    disk,
    stateFile,
    evolve,
    sessionId: "1763690400123-9f3a1c2b",
    timers,
    onProblem: (problem) => {
      problems.push(problem);
      if (problem === null) healed.resolve();
    },
  });
  const commit = (...events: SchedulerEvent[]) => {
    for (const event of events) evolve(opened.state, event);
    return opened.journal.append(events);
  };
  return { ...opened, timers, problems, healed: healed.promise, commit };
}
