import { placeTask, type SchedulerState } from "../../scheduler/model/state.ts";
import { emptyState } from "../../scheduler/model/state.ts";
import type { GpuReading, GpuSample } from "../../scheduler/model/gpu.ts";
import type { Task, TaskSpec, TaskState } from "../../scheduler/model/task.ts";
import type { TaskId } from "../../scheduler/model/units.ts";

/** The moment at which tests happen. */
export const T0 = 1_700_000_000_000;

/** A spec that asks for little. */
export function aSpec(spec: Partial<TaskSpec> = {}): TaskSpec {
  return {
    command: "true",
    nGpus: 0,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
    ...spec,
  };
}

let turns = 0;

/** A task in some state; `queued` unless said otherwise. */
export function aTask(
  id: TaskId,
  state: TaskState = { name: "queued" },
  spec: Partial<TaskSpec> = {},
  rest: Partial<Task> = {},
): Task {
  const launched = state.name !== "queued";
  const ended = launched && !("gpus" in state);
  return {
    id,
    spec: aSpec(spec),
    state,
    sinceMs: T0,
    submittedAtMs: T0,
    attempt: launched ? 1 : 0,
    startedAtMs: launched ? T0 : null,
    endedAtMs: ended ? T0 + 1000 : null,
    lastGpus: "gpus" in state ? state.gpus.map(({ gpu }) => gpu) : null,
    logFile: launched ? `logs/${id}.log` : null,
    turn: turns++,
    notBeforeMs: null,
    pending: [],
    earlier: [],
    ...rest,
  };
}

/** A running task that holds whole GPUs. */
export function aRunner(id: TaskId, ...gpus: number[]): Task {
  const shares = gpus.map((gpu) => ({ gpu, memoryMiB: null }));
  const state = { name: "running", gpus: shares, identity: `p-${id}` } as const;
  return aTask(id, state, { nGpus: gpus.length });
}

/** A state with these tasks in it. */
export function aState(...tasks: Task[]): SchedulerState {
  const state = emptyState();
  for (const task of tasks) placeTask(state, task);
  return state;
}

/** A healthy idle GPU. */
export function aGpu(index: number, rest: Partial<GpuSample> = {}): GpuSample {
  return {
    index,
    uuid: `GPU-${index}`,
    name: "Test GPU",
    memoryUsedMiB: 0,
    memoryTotalMiB: 81_920,
    utilizationPercent: 0,
    powerDrawWatts: 60,
    powerLimitWatts: 700,
    temperatureCelsius: 30,
    processes: [],
    problem: null,
    sampledAtMs: T0,
    ...rest,
  };
}

/** What healthy idle GPUs report. */
export function aReading(...gpus: GpuSample[]): GpuReading {
  return { gpus, problem: null, sampledAtMs: T0 };
}
