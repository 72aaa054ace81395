import { maskEnv } from "../model/secrets.ts";
import {
  composedCommand,
  type LaunchPlace,
  launchPlan,
} from "../model/submit/launch_plan.ts";
import type { Task } from "../model/task.ts";
import type { LaunchWatch } from "../ports.ts";
import {
  type CommandPlace,
  directWords,
  whyNotDirect,
} from "./direct_program.ts";
import { causeOf, whyNotEnterable, whyNotRunnable } from "./find_program.ts";
import type { TaskGroup } from "./cgroup/task_groups.ts";
import { Lately } from "./lately.ts";
import { appendIfThere, appendToLog } from "./log_append.ts";
import { logHeader } from "./log_frame.ts";
import type { RunFiles } from "./run_files.ts";
import { gpuIdsOf, taskEnvironment, wrapperShell } from "./task_environment.ts";
import { type SessionLeader, SessionSpawner } from "./session_spawn.ts";
import { SlowVolumes } from "./slow_volumes.ts";
import { wrapperIn } from "./wrapper.ts";

/** Where and how tasks run. */
export interface SpawnOptions {
  readonly place: LaunchPlace;
  /** What every task inherits: the server's environment less its secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** What log headers call this launcher. */
  readonly handlerName: string;
}

/** Begins a task's log with its header, or says why it cannot. */
async function beginLog(
  task: Task,
  logFile: string,
  { place, handlerName }: SpawnOptions,
  notice: string | null,
): Promise<string | null> {
  const { command, envar, runnerEnvar } = task.spec;
  const gpuIds = gpuIdsOf(task);
  const whole = { ...envar, ...runnerEnvar, CUDA_VISIBLE_DEVICES: gpuIds };
  const header = logHeader({
    id: task.id,
    command,
    finalCommand: composedCommand(command, whole, place),
    envar: maskEnv(envar),
    gpuIds,
    startedAtMs: task.startedAtMs ?? task.sinceMs,
    handlerName,
  });
  try {
    const more = notice === null ? "" : `${notice}\n`;
    await appendToLog(logFile, `${header}${more}`);
    return null;
  } catch (error) {
    return `log file "${logFile}" ${causeOf(error)}`;
  }
}

/** How long it counts that a folder was there, or a program. */
const LATELY_MS = 1_000;

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
   * its working folder does not answer, it waits, and says so there.
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
    const begun = beginLog(task, logFile, this.#options, group.notice);
    const whatIsMissing = () =>
      this.#whatIsMissing(program, cwd, env.PATH ?? "");
    const onSlow = (why: string) => {
      onHang(why);
      void begun.then(() => appendIfThere(logFile, `ANT: waits: ${why}\n`));
    };
    const [shell, ...flags] = wrapperShell(env, place.shell);
    return await this.#volumes.enter(cwd, { signal, onHang: onSlow }, {
      look: async () => {
        const problem = await this.#firstProblem(begun, whatIsMissing());
        if (problem !== null) throw new Error(problem);
        return plan.runsShell && flags.length === 0
          ? await this.#direct(command, { shell: place.shell, cwd, env })
          : null;
      },
      act: async (direct) => {
        const paths = [this.#files.recordPath(mark), logFile];
        const words = direct ?? plan.argv;
        const text = wrapperIn(group.dir);
        const args = [...flags, "-c", text, "ant-task", ...paths, ...words];
        try {
          const argv = [shell, ...args] as const;
          return await this.#sessions.spawn({ argv: [...argv], cwd, env });
        } catch (error) {
          this.#lately.forget();
          const missing = await whatIsMissing();
          throw new Error(missing ?? refusalOf(error), { cause: error });
        }
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

/** Words why the system would not start a process, execve(2) and fork(2). */
function refusalOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
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
