import { resolve } from "node:path";
import { maskEnv } from "../model/secrets.ts";
import {
  composedCommand,
  type LaunchPlace,
  launchPlan,
} from "../model/submit/launch_plan.ts";
import type { Task } from "../model/task.ts";
import { causeOf, whyNotEnterable, whyNotRunnable } from "./find_program.ts";
import { appendToLog } from "./log_append.ts";
import { logHeader } from "./log_frame.ts";
import type { RunFiles } from "./run_files.ts";
import { gpuIdsOf, taskEnvironment, wrapperShell } from "./task_environment.ts";
import type { SessionLeader, SessionSpawner } from "./session_spawn.ts";
import { WRAPPER } from "./wrapper.ts";

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
    await appendToLog(logFile, header);
    return null;
  } catch (error) {
    return `log file "${logFile}" ${causeOf(error)}`;
  }
}

/**
 * Begins the log of a task with its header, and starts its wrapper in a
 * session and group of its own.
 *
 * @throws {Error} that says in words what is missing or in the way.
 */
export async function spawnTask(
  task: Task,
  logFile: string,
  files: RunFiles,
  mark: readonly [name: string, value: string],
  options: SpawnOptions,
  spawner: SessionSpawner,
): Promise<SessionLeader> {
  const { place, environment: base } = options;
  const { command, envar } = task.spec;
  const plan = launchPlan(command, envar, place);
  const env = taskEnvironment(task, { base, plan, mark });
  const cwd = resolve(plan.cwd ?? ".");
  const problems = await Promise.all([
    beginLog(task, logFile, options),
    whyNotEnterable(cwd),
    whyNotRunnable(plan.argv[0], cwd, env.PATH ?? ""),
    files.prepare(),
  ]);
  const problem = problems.find((problem) => problem !== null);
  if (problem !== undefined) throw new Error(problem);

  const [shell, ...flags] = wrapperShell(env, place.shell);
  const paths = [files.claimPath(task), files.exitPath(task), logFile];
  const args = [...flags, "-c", WRAPPER, "ant-task", ...paths, ...plan.argv];
  try {
    return await spawner.spawn({ argv: [shell, ...args], cwd, env });
  } catch (error) {
    throw new Error(refusalOf(error), { cause: error });
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
