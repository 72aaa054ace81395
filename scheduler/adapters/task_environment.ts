import { resolve } from "node:path";
import { processEnv } from "../model/submit/envar.ts";
import type { LaunchPlan } from "../model/submit/launch_plan.ts";
import { heldShares, type Task } from "../model/task.ts";

/** What every task is given, whatever it asked for. */
export interface EnvironmentParts {
  /** The server's own environment, without its secrets. */
  readonly base: Readonly<Record<string, string>>;
  readonly plan: LaunchPlan;
  /** The variable that marks the task's processes, and its value. */
  readonly mark: readonly [name: string, value: string];
}

/**
 * Composes the whole environment of a task. The later wins: the server's,
 * the task's own, and last what must be true, as which GPUs are its.
 */
export function taskEnvironment(
  task: Task,
  { base, plan, mark }: EnvironmentParts,
): Record<string, string> {
  const gpuIds = gpuIdsOf(task);
  return {
    ...base,
    PWD: resolve(plan.cwd ?? "."),
    ...plan.env,
    ...processEnv(task.spec.runnerEnvar),
    // Empty hides every GPU. By bus, as nvidia-smi counts: CUDA would
    // otherwise put the fastest first.
    CUDA_VISIBLE_DEVICES: gpuIds,
    CUDA_DEVICE_ORDER: "PCI_BUS_ID",
    ANT_TASK_ID: task.id,
    ANT_ATTEMPT: String(task.attempt),
    ANT_GPU_IDS: gpuIds,
    ANT_ASSIGNED_GPU_COUNT: String(heldShares(task).length),
    ANT_LOG_FILE: resolve(task.logFile ?? ""),
    [mark[0]]: mark[1],
  };
}

/** The physical GPUs of a task, as `CUDA_VISIBLE_DEVICES` lists them. */
export function gpuIdsOf(task: Task): string {
  return heldShares(task).map(({ gpu }) => gpu).join(",");
}

/**
 * Picks the shell that carries the wrapper. dash is faster, but drops every
 * variable that it could not name itself, such as bash's exported functions.
 */
export function wrapperShell(
  environment: Readonly<Record<string, string>>,
  taskShell: string,
): readonly [program: string, ...options: string[]] {
  const isPlain = Object.keys(environment)
    .every((name) => /^[A-Za-z_]\w*$/.test(name));
  // POSIX mode: bash would otherwise run the file that BASH_ENV names, twice.
  return isPlain || !taskShell.endsWith("/bash")
    ? ["/bin/sh"]
    : [taskShell, "--posix"];
}
