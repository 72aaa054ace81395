import { dirname } from "node:path";
import { launchPlan } from "../model/submit/launch_plan.ts";
import type { Task } from "../model/task.ts";
import type { LaunchWatch } from "../ports.ts";
import { headOfLog, type HeadOptions, LogHead } from "./begin_log.ts";
import {
  type CommandPlace,
  directWords,
  whyNotDirect,
} from "./direct_program.ts";
import { whyNotEnterable, whyNotRunnable } from "./find_program.ts";
import type { TaskGroup } from "./cgroup/task_groups.ts";
import { Lately } from "./lately.ts";
import { appendIfThere } from "./log_append.ts";
import type { RunFiles } from "./run_files.ts";
import { taskEnvironment, wrapperShell } from "./task_environment.ts";
import {
  type SessionLeader,
  SessionSpawner,
  type SpawnWish,
} from "./session_spawn.ts";
import { SlowVolumes } from "./slow_volumes.ts";
import { HEAD_NAME, wrapperIn } from "./wrapper.ts";

/** Where and how tasks run. */
export interface SpawnOptions extends HeadOptions {
  /** What every task inherits: the server's environment less its secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How long it counts that a folder was there, or a program. */
const LATELY_MS = 1_000;
/** A longer head of a log is no variable: one takes 128 KiB, execve(2). */
const MAX_HEAD_LENGTH = 16_384;

/** Starts tasks: each in a session and group of its own, its log begun. */
export class TaskSpawner {
  readonly #options: SpawnOptions;
  readonly #files: RunFiles;
  readonly #markName: string;
  readonly #sessions = new SessionSpawner();
  readonly #lately = new Lately(LATELY_MS);
  readonly #volumes = new SlowVolumes();

  /** `markName` is the variable whose value marks the processes of a task. */
  constructor(options: SpawnOptions, files: RunFiles, markName: string) {
    this.#options = options;
    this.#files = files;
    this.#markName = markName;
  }

  /**
   * Begins the log of a task with its header, and starts its wrapper. Where
   * its working folder or that of its log does not answer, it waits and says so.
   *
   * @throws {Error} that says in words what is missing or in the way.
   */
  async spawn(
    task: Task,
    logFile: string,
    mark: string,
    group: TaskGroup,
    { signal, onHang }: LaunchWatch,
  ): Promise<SessionLeader> {
    const { place, environment: base } = this.#options;
    const { command, envar } = task.spec;
    const plan = launchPlan(command, envar, place);
    const named = [this.#markName, mark] as const;
    const env = taskEnvironment(task, { base, plan, mark: named });
    const cwd = env.PWD!;
    const [program] = plan.argv;
    const head = headOfLog(task, this.#options, group.notice);
    const log = new LogHead(logFile, head);
    const answered = { work: false, log: false };
    const whatIsMissing = () =>
      this.#whatIsMissing(program, cwd, env.PATH ?? "");
    const onSlow = (why: string) => {
      onHang(why);
      if (this.#volumes.hangs(dirname(logFile))) return;
      const line = `ANT: waits: ${why}\n`;
      void log.begin().then(() => appendIfThere(logFile, line));
    };
    const [shell, ...flags] = wrapperShell(env, place.shell);
    const folders = [{
      path: cwd,
      what: "where it works",
      hasAnswered: () => answered.work,
    }, {
      path: dirname(logFile),
      what: "where its log is",
      hasAnswered: () => answered.log,
    }] as const;
    return await this.#volumes.enter(folders, { signal, onHang: onSlow }, {
      look: async () => {
        const problem = await this.#firstProblem(
          this.#begin(log).finally(() => answered.log = true),
          whatIsMissing().finally(() => answered.work = true),
        );
        if (problem !== null) {
          await log.begin(); // For its own problem to stand there.
          throw new Error(problem);
        }
        return plan.runsShell && flags.length === 0
          ? await this.#direct(command, { shell: place.shell, cwd, env })
          : null;
      },
      act: (direct) => {
        const record = this.#files.recordPath(mark);
        const words = direct ?? plan.argv;
        const first = [...flags, "-c", wrapperIn(group.dir), "ant-task"];
        return this.#start(log, whatIsMissing, (head) => {
          const argv = [shell, ...first, record, logFile, ...words] as const;
          return { argv: [...argv], cwd, env: { ...env, [HEAD_NAME]: head } };
        });
      },
    });
  }

  /** Whether surely nothing lives that an ended task left behind. */
  leftNothing(): boolean {
    return this.#sessions.leftNothing();
  }

  /** Lets go of all that run. */
  close(): void {
    this.#sessions.close();
  }

  /** Where a log was begun of late, the next is left to its wrapper. */
  async #begin(log: LogHead): Promise<string | null> {
    if (log.text.length > MAX_HEAD_LENGTH) return await log.begin();
    const what = `log in ${dirname(log.path)}`;
    const problem = await this.#lately.ask(what, () => log.begin());
    return problem === null ? null : await log.begin(); // In its own words.
  }

  async #start(
    log: LogHead,
    whatIsMissing: () => Promise<string | null>,
    wishFor: (head: string) => Omit<SpawnWish, "output">,
  ): Promise<SessionLeader> {
    const start = (head: string) =>
      this.#sessions.spawn({ ...wishFor(head), output: log.path });
    const head = log.take();
    try {
      return await start(head);
    } catch (error) {
      this.#lately.forget();
      log.giveBack(head);
      const missing = await this.#firstProblem(log.begin(), whatIsMissing());
      if (missing !== null) throw new Error(missing, { cause: error });
      if (head === "") throw refusal(error);
    }
    // The folder of its log was gone, and has been made anew.
    return await start("").catch((error) => {
      throw refusal(error);
    });
  }

  async #direct(
    command: string,
    place: CommandPlace,
  ): Promise<readonly string[] | null> {
    const words = directWords(command, place);
    if (words === null) return null;
    const [program] = words;
    const what = `direct ${program} ${place.cwd} ${place.env.PATH}`;
    const check = () => whyNotDirect(program, place);
    return await this.#lately.ask(what, check) === null ? words : null;
  }

  #whatIsMissing(
    program: string,
    cwd: string,
    path: string,
  ): Promise<string | null> {
    const lately = this.#lately;
    return this.#firstProblem(
      lately.ask(`folder ${cwd}`, () => whyNotEnterable(cwd)),
      lately.ask(
        `program ${program} ${cwd} ${path}`,
        () => whyNotRunnable(program, cwd, path),
      ),
      lately.ask("runs", () => this.#files.prepare()),
    );
  }

  async #firstProblem(
    ...checks: readonly Promise<string | null>[]
  ): Promise<string | null> {
    return (await Promise.all(checks)).find((one) => one !== null) ?? null;
  }
}

function refusal(error: unknown): Error {
  if (!(error instanceof Error)) throw error;
  return new Error(refusalOf(error), { cause: error });
}

/** Words why the system would not start a process, execve(2) and fork(2). */
function refusalOf(error: Error): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "E2BIG":
      return "its command and variables are too long for the system (E2BIG)";
    case "EAGAIN":
    case "ENOMEM":
      return "the system allows no more processes; see `ulimit -u`, memory";
    case "EINVAL":
      return "its command or variables hold a NUL character";
    default:
      return error.message;
  }
}
