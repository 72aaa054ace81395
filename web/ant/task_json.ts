import {
  type EpochMs,
  type GpuIndex,
  isActive,
  isEnded,
  maskEnv,
  type Task,
  viewTask,
} from "../../scheduler/mod.ts";
import { runtimeText, secondsOf, timeText } from "./time_text.ts";

/** A task in the shape that ANT's clients know, secrets masked. */
export type AntTask = Readonly<Record<string, unknown>>;

/**
 * Shows a task as ANT does. `gpu_idx` are places in `selection`, the keys
 * about GPUs and the log are absent until it was started once, and what ANT
 * did not know (how it ended) stands in keys of our own.
 */
export function antTask(
  task: Task,
  selection: readonly GpuIndex[],
  nowMs: EpochMs,
): AntTask {
  const { spec } = task;
  return {
    "task_id": task.id,
    command: spec.command,
    "n_gpus": spec.nGpus,
    tags: spec.tags,
    envar: maskEnv(spec.envar),
    "runner_envar": {
      ...maskEnv(spec.runnerEnvar),
      ...task.lastGpus === null
        ? {}
        : { CUDA_VISIBLE_DEVICES: task.lastGpus.join(",") },
    },
    ...placeOf(task, selection),
    terminated: task.state.name === "terminated",
    "_start_time": secondsOf(task.startedAtMs),
    "_stop_time": secondsOf(task.endedAtMs),
    "_is_running": isActive(task),
    "_is_stopped": isEnded(task),
    ...timesOf(task, nowMs),
    ...endJson(task),
    state: isActive(task) ? "running" : isEnded(task) ? "completed" : "queued",
  };
}

function placeOf(task: Task, selection: readonly GpuIndex[]): AntTask {
  if (task.lastGpus === null) return {};
  return {
    "gpu_ids": task.lastGpus,
    "gpu_idx": task.lastGpus.map((gpu) => selection.indexOf(gpu))
      .filter((place) => place >= 0),
    "log_file_name": task.logFile,
  };
}

function timesOf(task: Task, nowMs: EpochMs): AntTask {
  const { startedAtMs, endedAtMs } = task;
  if (task.state.name === "queued") return {};
  const time = {
    start: timeText(startedAtMs),
    stop: timeText(endedAtMs),
    runtime: runtimeText(
      startedAtMs === null ? 0 : (endedAtMs ?? nowMs) - startedAtMs,
    ),
  };
  return isEnded(task)
    ? {
      time: {
        ...time,
        "start_timestamp": secondsOf(startedAtMs),
        "stop_timestamp": secondsOf(endedAtMs),
      },
    }
    : { time };
}

/** How a task ended, which ANT did not know: keys of our own. */
export function endJson(task: Task): AntTask {
  if (!isEnded(task)) return {};
  const { end } = viewTask(task);
  return {
    outcome: task.state.name,
    "exit_code": end!.exitCode,
    signal: end!.signal,
    cause: end!.cause,
  };
}
