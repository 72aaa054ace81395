import type { BoardView, GpuView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { T0 } from "./builders.ts";

/** A task as shown; ended well unless said otherwise. */
export function aTaskView(id: string, rest: Partial<TaskView> = {}): TaskView {
  return {
    id,
    command: "true",
    state: "succeeded",
    tags: [],
    options: {},
    nGpus: 0,
    envar: {},
    gpus: [],
    attempt: 1,
    earlier: [],
    notBeforeMs: null,
    pending: [],
    submittedAtMs: T0,
    startedAtMs: T0,
    endedAtMs: T0 + 60_000,
    end: { exitCode: 0, signal: null, cause: null },
    turn: 0,
    logFile: `logs/${id}.log`,
    ...rest,
  };
}

/** A queued task as shown. */
export function aQueuedView(
  id: string,
  rest: Partial<TaskView> = {},
): TaskView {
  return aTaskView(id, {
    state: "queued",
    attempt: 0,
    startedAtMs: null,
    endedAtMs: null,
    end: null,
    logFile: null,
    ...rest,
  });
}

/** A running task as shown. */
export function aRunningView(
  id: string,
  ...gpus: number[]
): TaskView {
  const nGpus = gpus.length;
  const rest = { state: "running", endedAtMs: null, end: null } as const;
  return aTaskView(id, { ...rest, nGpus, gpus });
}

/** A free GPU as shown. */
export function aGpuView(
  index: number,
  rest: Partial<GpuView> = {},
): GpuView {
  return {
    position: index,
    index,
    uuid: `GPU-${index}`,
    name: "NVIDIA Test GPU",
    enabled: true,
    drain: null,
    status: "free",
    reason: null,
    heldBy: [],
    links: {},
    shares: [],
    roomMiB: null,
    memoryUsedMiB: 1024,
    memoryTotalMiB: 81_920,
    utilizationPercent: 0,
    powerDrawWatts: 60,
    powerLimitWatts: 700,
    temperatureCelsius: 30,
    outsiders: [],
    ...rest,
  };
}

/** A board on which nothing happens. */
export function aBoardView(rest: Partial<BoardView> = {}): BoardView {
  const { queued = [], active = [], ended = [] } = rest;
  const failed = ended.filter(({ state }) => state === "failed").length;
  return {
    queued,
    active,
    ended,
    counts: {
      queued: queued.length,
      active: active.length,
      ended: ended.length,
      failed,
    },
    gpus: [],
    pauses: [],
    host: {
      cpuName: "Test CPU",
      cpuCount: 8,
      cpuPercent: 12.5,
      ramUsedGiB: 4,
      ramTotalGiB: 16,
      forTasks: { cpus: 8, memoryMiB: 15_360 },
      unenforced: null,
    },
    forecast: { policy: "fifo", killGraceMs: 0, starts: [], ends: [] },
    health: { journal: null, gpus: null },
    nowMs: T0 + 120_000,
    ...rest,
  };
}
