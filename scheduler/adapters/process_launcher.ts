import { setImmediate as aTurn } from "node:timers/promises";
import { resolve } from "node:path";
import type { Exit, ProcessIdentity, Task } from "../model/task.ts";
import type { WarningSignalName } from "../model/task_options.ts";
import type { Launcher, LaunchWatch, Remains, Running } from "../ports.ts";
import { whyNotBegun } from "./begin_log.ts";
import { TaskGroups } from "./cgroup/task_groups.ts";
import { FewAtOnce } from "./few_at_once.ts";
import { findRemains } from "./find_remains.ts";
import { isFailure, withClue } from "./failure_clue.ts";
import { appendIfThere } from "./log_append.ts";
import { type LogCapOptions, LogCaps } from "./log_caps.ts";
import { logFooter } from "./log_frame.ts";
import {
  decodeIdentity,
  encodeIdentity,
  goneLeader,
  isLeaderAlive,
  type Leader,
  leaderOf,
} from "./process_identity.ts";
import { readBootId } from "./process_stat.ts";
import { ProcessTable } from "./process_table.ts";
import { ProcessTree } from "./process_tree.ts";
import { exitOf, keyOf, RunFiles } from "./run_files.ts";
import type { SessionLeader } from "./session_spawn.ts";
import { type SpawnOptions, TaskSpawner } from "./spawn_task.ts";
import { SOON, STEADY, Watch } from "./watch.ts";
import { NO_LOG_CODE, NOT_RUN_CODES } from "./wrapper.ts";

const NO_CAP: LogCapOptions = { maxBytes: null, onProblem: () => {} };

/** Where tasks run, and where what is known of them is kept. */
export interface ProcessLauncherOptions extends SpawnOptions {
  /** The folder for records of attempts; made where it is missing. */
  readonly runsDir: string;
  /** Who makes control groups; the machine's own place where absent. */
  readonly groups?: TaskGroups;
  /** How much of each log is kept; all of it by default. */
  readonly logCap?: LogCapOptions;
}

/**
 * Runs tasks as process trees that do not depend on this process: each has
 * its own session and group, the kernel writes its output into its log, and
 * its wrapper records the exit code.
 */
export class ProcessLauncher implements Launcher {
  readonly #files: RunFiles;
  readonly #table: ProcessTable;
  readonly #watch = new Watch();
  readonly #spawner: TaskSpawner;
  readonly #groups: TaskGroups;
  readonly #caps: LogCaps;
  readonly #bootId = readBootId();
  /** What is done with logs, whose folder may not answer. */
  readonly #logWork = new FewAtOnce();
  /** Of the attempts being followed: a tree remembers its strays. */
  readonly #trees = new Map<string, ProcessTree>();

  constructor(options: ProcessLauncherOptions) {
    this.#files = new RunFiles(options.runsDir);
    this.#groups = options.groups ?? new TaskGroups();
    this.#caps = new LogCaps(options.logCap ?? NO_CAP);
    // Named after the folder: a server that runs as another server's task
    // adds its own mark and leaves the other's.
    const mark = `ANT_RUN_${this.#files.folderId}`;
    this.#table = new ProcessTable(mark);
    this.#spawner = new TaskSpawner(options, this.#files, mark);
  }

  async launch(task: Task, watch = unwatched()): Promise<Running> {
    const logFile = resolve(task.logFile ?? "");
    const key = keyOf(task);
    try {
      const group = await this.#groups.make(task);
      const child = await this.#spawner
        .spawn(task, logFile, key, group, watch);
      this.#watch.hold(child);
      const birth = { pid: child.pid, atMs: performance.now() };
      await this.#watch.moment(child.status);
      const leader = this.#leaderOf(child);
      const tree = new ProcessTree(this.#table, key, leader, birth);
      this.#trees.set(key, tree);
      const ended = this.#endOfChild(task, child);
      return this.#follow(task, leader, ended, this.#spawner);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const message = cannotLaunch(task, error.message);
      await this.#note(logFile, `${message}\n`);
      throw new Error(message, { cause: error });
    }
  }

  async inspect(task: Task): Promise<Remains> {
    if (task.logFile !== null) await this.#caps.mend(resolve(task.logFile));
    const remains = await findRemains(task, this.#files, this.#table);
    if (remains.kind !== "ended") return remains;
    return { ...remains, exit: await this.#explain(task, remains.exit) };
  }

  adopt(task: Task, identity: ProcessIdentity): Running {
    const leader = decodeIdentity(identity);
    return this.#follow(task, leader, this.#endOfAdopted(task, leader));
  }

  async signal(
    task: Task,
    identity: ProcessIdentity,
    signal: "SIGTERM" | "SIGKILL",
  ): Promise<void> {
    const tree = this.#treeOf(task, decodeIdentity(identity));
    if (signal === "SIGKILL") await this.#groups.kill(task);
    await tree.signal(signal);
  }

  async warn(
    task: Task,
    identity: ProcessIdentity,
    signal: WarningSignalName,
  ): Promise<void> {
    await this.#treeOf(task, decodeIdentity(identity)).warn(signal);
  }

  async settle(task: Task): Promise<void> {
    await aTurn(); // Launches go first: a GPU is idle until then.
    const { logFile } = task;
    this.#files.forget(task);
    await this.#groups.remove(task);
    if (logFile) await this.#note(resolve(logFile), logFooter(task));
  }

  /** Drops what no attempt of these tasks needs; for a start. */
  async sweep(active: readonly Task[]): Promise<void> {
    await this.#files.sweep(active);
    await this.#groups.sweep(active);
  }

  /** Why nothing holds tasks to their claims; `null` where nobody knows. */
  get unenforced(): string | null {
    return this.#groups.problem;
  }

  /** Stops following. The tasks go on, and no `exit` resolves any more. */
  close() {
    this.#watch.close();
    this.#caps.close();
    this.#spawner.close();
    this.#files.close();
  }

  /** `parent` is who would hear of all that is left; `null` asks everyone. */
  #follow(
    task: Task,
    leader: Leader | null,
    ended: Promise<Exit>,
    parent: TaskSpawner | null = null,
  ): Running {
    const key = keyOf(task);
    const tree = this.#treeOf(task, leader);
    this.#trees.set(key, tree);
    if (leader !== null) this.#table.know(key, leader);
    const logFile = task.logFile === null ? null : resolve(task.logFile);
    if (logFile !== null) this.#caps.watch(logFile);
    const exit = ended.catch(toUnknown).then(async (exit) => {
      const isGone = () => parent?.leftNothing() || tree.isGone();
      await this.#watch.until(isGone, SOON);
      this.#trees.delete(key);
      if (leader !== null) this.#table.forget(key, leader.pid);
      if (logFile !== null && this.#caps.has(logFile)) {
        await this.#logWork.run(() => this.#caps.leave(logFile), undefined);
      }
      return this.#explain(task, exit);
    });
    return { identity: leader === null ? "" : encodeIdentity(leader), exit };
  }

  /** The kernel knows better than a log why it killed something. */
  async #explain(task: Task, exit: Exit): Promise<Exit> {
    if (!isFailure(exit)) return exit;
    const clue = await this.#groups.clueOf(task);
    return clue === null
      ? await this.#logWork.run(() => withClue(task, exit), exit)
      : { ...exit, clue };
  }

  async #note(logFile: string, text: string): Promise<void> {
    await this.#logWork.run(() => appendIfThere(logFile, text), undefined);
  }

  #treeOf(task: Task, leader: Leader | null): ProcessTree {
    const key = keyOf(task);
    return this.#trees.get(key) ?? new ProcessTree(this.#table, key, leader);
  }

  #leaderOf(child: SessionLeader): Leader {
    return child.hasEnded()
      ? goneLeader(child.pid, this.#bootId)
      : leaderOf(child.pid, this.#bootId);
  }

  async #endOfChild(task: Task, child: SessionLeader): Promise<Exit> {
    const { code, signal } = await child.status;
    if (signal !== null) return { kind: "signal", signal };
    if (!NOT_RUN_CODES.includes(code)) return exitOf(code);
    // The command may have chosen that code itself.
    const claim = await this.#files.readClaim(task);
    if (claim?.by === "wrapper" && claim.pid === child.pid) return exitOf(code);
    if (code !== NO_LOG_CODE) return { kind: "unknown" };
    const why = await whyNotBegun(resolve(task.logFile ?? ""));
    return { kind: "notRun", message: cannotLaunch(task, why) };
  }

  async #endOfAdopted(task: Task, leader: Leader | null): Promise<Exit> {
    if (leader !== null) {
      await this.#watch.until(() => !isLeaderAlive(leader), STEADY);
    }
    return (await this.#files.readExit(task))?.exit ?? { kind: "unknown" };
  }
}

function unwatched(): LaunchWatch {
  return { signal: new AbortController().signal, onHang: () => {} };
}

function cannotLaunch({ id }: Task, why: string): string {
  return `Cannot launch task "${id}": ${why}`;
}

/** A record that cannot be read tells nothing. */
function toUnknown(): Exit {
  return { kind: "unknown" };
}
