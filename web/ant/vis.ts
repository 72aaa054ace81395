import {
  type EpochMs,
  inTurn,
  type SchedulerState,
  type Task,
} from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { type AntTask, antTask } from "./task_json.ts";

/** What live output of one task may weigh: one line can be a gigabyte. */
const MAX_LIVE_BYTES = 64 * 1024;

/** Everything at once, in ANT's shape; see its `/vis`. */
export async function visOf(
  state: State,
  includeCompleted: boolean,
): Promise<Readonly<Record<string, unknown>>> {
  const { scheduler, config } = state;
  const nowMs = Date.now();
  const show = (task: Task) => antTask(task, scheduler.settings.gpus, nowMs);
  const { queued, running, completed } = await scheduler.read((state) => ({
    queued: [...inTurn(state)],
    running: tasksOf(state, state.active),
    completed: includeCompleted ? tasksOf(state, state.ended) : null,
  }));
  const ongoing = await Promise.all(running.map(async (task) => ({
    ...show(task),
    "console_out": await lastLines(state, task),
  })));
  return {
    "task_queue": queued.map(show),
    "task_ongoing": ongoing,
    ...completed === null ? {} : { "task_completed": completed.map(show) },
    summary: await summaryOf(state),
    visualizer: {
      "terminal_win_height": config.liveLines,
      "view_log_max_lines": config.viewLogMaxLines,
      "completed_output_default_lines": config.completedDefaultLines,
      "ongoing_output_line_control_enabled": config.ongoingLineControl,
      "completed_output_line_control_enabled": config.completedLineControl,
      "output_min_lines": config.outputMinLines,
      "output_max_lines": config.outputMaxLines,
    },
    monitor: await monitorOf(state),
  };
}

/** The ended tasks, oldest first. */
export async function completedOf(
  { scheduler }: State,
  nowMs: EpochMs,
): Promise<readonly AntTask[]> {
  const tasks = await scheduler.read((state) => tasksOf(state, state.ended));
  return tasks.map((task) => antTask(task, scheduler.settings.gpus, nowMs));
}

function tasksOf(
  { tasks }: SchedulerState,
  ids: Iterable<string>,
): readonly Task[] {
  return [...ids].map((id) => tasks.get(id)!);
}

/** The end of a running task's log; none where it cannot be read. */
async function lastLines(
  { logs, config }: State,
  { logFile }: Task,
): Promise<readonly string[]> {
  if (logFile === null) return [];
  try {
    const { liveLines } = config;
    const text = await logs.tail(logFile, liveLines, MAX_LIVE_BYTES);
    return text === "" ? [] : text.replace(/\n$/, "").split("\n");
  } catch {
    return [];
  }
}

async function summaryOf({ scheduler }: State) {
  const { counts } = await scheduler.board();
  const { queued, active, ended } = counts;
  return { queued, running: active, completed: ended };
}

/** GPUs in the order of the selection; GiB as ANT's clients expect. */
async function monitorOf({ scheduler, machineGpus }: State) {
  const { gpus, host } = await scheduler.board();
  return {
    "cpu_name": host.cpuName,
    "cpu_count": host.cpuCount,
    "ram_total": host.ramTotalGiB === null
      ? null
      : oneDecimal(host.ramTotalGiB),
    ...scheduler.machine.histories.view(),
    "gpu_uuid": gpus.map(({ uuid }) => uuid),
    "gpu_name": gpus.map(({ name }) => name),
    "gpu_total_memory": gpus.map(({ memoryTotalMiB }) =>
      memoryTotalMiB === null ? null : Math.round(memoryTotalMiB / 1024)
    ),
    "gpu_power_limit": gpus.map(({ powerLimitWatts }) => powerLimitWatts),
    "gpu_count": machineGpus,
    "gpu_allowed": gpus.map(({ enabled }) => enabled ? 1 : 0),
    "gpu_availability": gpus.map(({ status }) =>
      status === "free" || status === "disabled" ? 1 : 0
    ),
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
