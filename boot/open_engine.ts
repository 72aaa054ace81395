import type { Config } from "../config/config.ts";
import { inheritedEnvironment } from "../config/environment.ts";
import { StartError } from "../config/start_error.ts";
import type { ListedGpu } from "../scheduler/adapters/ask_smi.ts";
import { realDisk } from "../scheduler/adapters/disk.ts";
import { MemoryJournal } from "../scheduler/adapters/memory_journal.ts";
import { openJournal } from "../scheduler/adapters/open_journal.ts";
import { ProcessLauncher } from "../scheduler/adapters/process_launcher.ts";
import { StateError } from "../scheduler/adapters/state_errors.ts";
import { SystemClock } from "../scheduler/adapters/system_clock.ts";
import { systemTimers } from "../scheduler/adapters/timers.ts";
import { evolve } from "../scheduler/core/evolve.ts";
import { emptyState } from "../scheduler/model/state.ts";
import type { Journal } from "../scheduler/ports.ts";
import { reopen, Scheduler, type SchedulerState } from "../scheduler/mod.ts";
import type { RunnerLog } from "./runner_log.ts";
import { watchMachine } from "./watch_machine.ts";

/** From what size on a snapshot takes the place of the journal. */
const MAX_JOURNAL_BYTES = 8 * 1024 * 1024;

/** What an engine is opened with. */
export interface EngineParts {
  readonly config: Config;
  readonly gpus: readonly ListedGpu[];
  readonly logFolder: string;
  readonly log: RunnerLog;
  /** Names this start. */
  readonly life: string;
}

/** A scheduler at work, and how to end it. */
export interface Engine extends AsyncDisposable {
  readonly scheduler: Scheduler;
  /** Starts no more tasks, and refuses commands. */
  stopTaking(): void;
  /** Resolves once nothing runs that a clean stop must wait for. */
  stopTasks(): Promise<void>;
}

/**
 * Reads what an earlier life left, adopts its tasks, and begins to schedule.
 *
 * @throws {StartError} when the recovery file or its journal is unreadable.
 */
export async function openEngine(parts: EngineParts): Promise<Engine> {
  const { config, gpus, logFolder, log, life } = parts;
  // The journal may have something to say before the scheduler exists.
  const hears = { journalProblem: (_problem: string | null) => {} };
  const { state, journal, notes } = await openState(parts, (problem) => {
    hears.journalProblem(problem);
  });
  for (const note of notes) log.write(note);
  const launcher = new ProcessLauncher({
    runsDir: `${config.stateFile}.runs`,
    place: {
      home: config.home ?? "/",
      shell: config.shell ?? await defaultShell(),
    },
    environment: inheritedEnvironment(),
    handlerName: "subprocess_handler",
  });
  const scheduler = new Scheduler(state, {
    clock: new SystemClock(),
    launcher,
    journal,
    log: (line) => log.write(line, "WARNING"),
    fatal: (error) => crash(error, log),
  }, {
    gpus: gpus.map(({ index }) => index),
    killGraceMs: config.killGraceMs,
    maxCpuTasks: config.maxCpuTasks,
    thresholds: config.adgsEnabled
      ? { load: config.adgsLoadFraction, memory: config.adgsMemoryFraction }
      : null,
    historySize: config.historySize,
    smoothing: config.smootherAlpha,
    life,
    logFolder,
    maxJournalBytes: MAX_JOURNAL_BYTES,
  });
  hears.journalProblem = (problem) => scheduler.journalProblem(problem);
  const watch = await watchMachine(scheduler, config);
  await reopen(scheduler, launcher, config.recoveryMode, life);
  return {
    scheduler,
    stopTaking: () => scheduler.stopTaking(),
    stopTasks: () =>
      config.onShutdown === "detach" ? Promise.resolve() : scheduler.stopAll(),
    async [Symbol.asyncDispose]() {
      await watch.close();
      launcher.close();
      await scheduler.close();
    },
  };
}

async function openState(
  { config, life }: EngineParts,
  onProblem: (problem: string | null) => void,
): Promise<
  {
    readonly state: SchedulerState;
    readonly journal: Journal;
    readonly notes: readonly string[];
  }
> {
  if (!config.recoveryEnabled) {
    return { state: emptyState(), journal: new MemoryJournal(), notes: [] };
  }
  try {
    return await openJournal({
      disk: realDisk,
      stateFile: config.stateFile,
      sessionId: life,
      timers: systemTimers,
      evolve,
      onProblem,
    });
  } catch (cause) {
    if (!(cause instanceof StateError)) throw cause;
    throw new StartError("stateFile", cause.message, { cause });
  }
}

async function defaultShell(): Promise<string> {
  const bash = "/bin/bash";
  return await Deno.stat(bash).then(() => bash, () => "/bin/sh");
}

/** Memory cannot be trusted any more, the disk can: end, and start anew. */
function crash(error: unknown, log: RunnerLog): never {
  const text = error instanceof Error ? error.stack ?? error.message : error;
  log.write(`The scheduler met a bug and ends; tasks go on: ${text}`);
  Deno.exit(70);
}
