import type { Config } from "../config/config.ts";
import { inheritedEnvironment } from "../config/environment.ts";
import { StartError } from "../config/start_error.ts";
import type { TaskGroups } from "../scheduler/adapters/cgroup/task_groups.ts";
import type { ListedGpu } from "../scheduler/adapters/ask_smi.ts";
import { ProcessLauncher } from "../scheduler/adapters/process_launcher.ts";
import type { Notifier } from "../scheduler/adapters/notify/notifier.ts";
import type { News } from "../scheduler/model/news.ts";
import { JournalError } from "../scheduler/adapters/state_errors.ts";
import { SystemClock } from "../scheduler/adapters/system_clock.ts";
import { Refused, reopen, Scheduler } from "../scheduler/mod.ts";
import { openNotifier, watchWaits, wordsToNotify } from "./open_notifier.ts";
import type { SavedState } from "./open_state.ts";
import type { RunnerLog } from "./runner_log.ts";
import { watchMachine } from "./watch_machine.ts";
import { within } from "./within.ts";

/** From what size on a snapshot takes the place of the journal. */
const MAX_JOURNAL_BYTES = 8 * 1024 * 1024;
/** How long after their grace tasks may take to be gone. */
const KILLED_MS = 5_000;

/** What an engine is opened with. */
export interface EngineParts {
  readonly config: Config;
  readonly gpus: readonly ListedGpu[];
  readonly logFolder: string;
  readonly log: RunnerLog;
  /** Names this start. */
  readonly life: string;
  readonly saved: SavedState;
  /** Of control groups, arranged already. */
  readonly groups: TaskGroups;
}

/** A scheduler at work, and how to end it. */
export interface Engine extends AsyncDisposable {
  readonly scheduler: Scheduler;
  /**
   * Resolves once nothing runs that a clean stop must wait for; what cannot
   * be stopped in time goes on, and the next start adopts it.
   */
  stopTasks(): Promise<void>;
}

/**
 * Adopts the tasks that an earlier life left, and begins to schedule.
 *
 * @throws {StartError} when the journal cannot be written.
 */
export async function openEngine(parts: EngineParts): Promise<Engine> {
  const { config, log } = parts;
  const launcher = await launcherFor(parts);
  const { active, tasks } = parts.saved.state;
  await launcher.sweep([...active].map((id) => tasks.get(id)!));
  const notifier = openNotifier(config, log);
  const scheduler = schedulerFor(parts, launcher, notifier);
  parts.saved.hear((problem) => scheduler.journalProblem(problem));
  // Before the first look at the GPUs: it would start what is to be shelved.
  await reopenOrExplain(scheduler, launcher, parts);
  const watch = await watchMachine(
    scheduler,
    config,
    {
      note: (line) => log.write(line, "info"),
      unenforced: () => launcher.unenforced,
    },
  );
  const stopWaits = watchWaits(scheduler, config, notifier);
  return {
    scheduler,
    async stopTasks() {
      notifier.mute();
      if (config.onShutdown === "detach") return;
      const patienceMs = config.killGraceMs + KILLED_MS;
      if (await within(patienceMs, scheduler.stopAll())) return;
      log.write("Some tasks go on, the next start adopts them", "warning");
    },
    async [Symbol.asyncDispose]() {
      stopWaits();
      notifier.close();
      await watch.close();
      launcher.close();
      await closeOrExplain(scheduler);
    },
  };
}

/** @throws {StartError} when what follows from the start cannot be saved. */
async function reopenOrExplain(
  scheduler: Scheduler,
  launcher: ProcessLauncher,
  { config, life }: EngineParts,
): Promise<void> {
  try {
    await reopen(scheduler, launcher, config.recoveryMode, life);
  } catch (cause) {
    launcher.close();
    if (!(cause instanceof Refused)) throw cause;
    throw new StartError("stateFile", cause.message, { cause });
  }
}

async function launcherFor(
  { config, log, groups }: EngineParts,
): Promise<ProcessLauncher> {
  return new ProcessLauncher({
    groups,
    runsDir: `${config.stateFile}.runs`,
    place: {
      home: config.home ?? "/",
      shell: config.shell ?? await defaultShell(),
    },
    environment: inheritedEnvironment(),
    handlerName: "subprocess_handler",
    logCap: {
      maxBytes: config.maxLogBytes,
      onProblem: (problem) => log.write(problem, "warning"),
    },
  });
}

function schedulerFor(
  { config, gpus, logFolder, log, life, saved }: EngineParts,
  launcher: ProcessLauncher,
  notifier: Notifier,
): Scheduler {
  return new Scheduler(saved.state, {
    clock: new SystemClock(),
    launcher,
    journal: saved.journal,
    log: (line, level) => log.write(line, level),
    ...config.webhooks.length > 0 && {
      news: (news: News) => notifier.hear(news),
    },
    fatal: (error) => crash(error, log),
  }, {
    gpus: gpus.map(({ index }) => index),
    killGraceMs: config.killGraceMs,
    agingMs: config.agingMs,
    retryDelayMs: config.retryDelayMs,
    maxCpuTasks: config.maxCpuTasks,
    toNotify: wordsToNotify(config),
    suspicion: {
      failures: config.quarantineFailures,
      withinMs: config.quarantineWithinMs,
    },
    faults: { xids: config.quarantineXids, ecc: config.quarantineEcc },
    policy: config.policy,
    learns: config.learns,
    fairHalfLifeMs: config.fairHalfLifeMs,
    reserve: config.reserve,
    preemptCooldownMs: config.preemptCooldownMs,
    thresholds: config.adgsEnabled
      ? { load: config.adgsLoadFraction, memory: config.adgsMemoryFraction }
      : null,
    historySize: config.historySize,
    smoothing: config.smootherAlpha,
    life,
    logFolder,
    maxJournalBytes: MAX_JOURNAL_BYTES,
  });
}

async function defaultShell(): Promise<string> {
  const bash = "/bin/bash";
  return await Deno.stat(bash).then(() => bash, () => "/bin/sh");
}

/** @throws {StartError} when what is in memory does not reach the disk. */
async function closeOrExplain(scheduler: Scheduler): Promise<void> {
  try {
    await scheduler.close();
  } catch (cause) {
    if (!(cause instanceof JournalError)) throw cause;
    throw new StartError("stateFile", cause.message, { cause });
  }
}

/** Memory cannot be trusted any more, the disk can: end, and start anew. */
function crash(error: unknown, log: RunnerLog): never {
  const text = error instanceof Error ? error.stack ?? error.message : error;
  log.write(
    `The scheduler met a bug and ends; tasks go on: ${text}`,
    "critical",
  );
  Deno.exit(70);
}
