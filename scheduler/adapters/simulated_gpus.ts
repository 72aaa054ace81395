import type { GpuReading, GpuSample } from "../model/gpu.ts";
import type { GpuIndex, TaskId } from "../model/units.ts";
import type { GpuProbe } from "../ports.ts";
import type { ListedGpu } from "./ask_smi.ts";
import type { SimulatedFault } from "./simulated_faults.ts";
import { systemTimers, type Timers } from "./timers.ts";

const MEMORY_TOTAL_MIB = 81_920;
/** What the driver itself takes. */
const MEMORY_BASE_MIB = 4;
const POWER_LIMIT_WATTS = 700;
const POWER_IDLE_WATTS = 68;
const ROOM_CELSIUS = 27;
const CELSIUS_PER_WATT = 0.064;
/** Above every pid that Linux gives out: 2^22, proc_sys_kernel(5). */
const PID_BASE = 4_194_305;

/** What is simulated, and how. */
export interface SimulatedGpusOptions {
  readonly count: number;
  /** The tasks on a GPU now: MiB of its memory, or `null` for all of it. */
  readonly holdsOf: (index: GpuIndex) => ReadonlyMap<TaskId, number | null>;
  readonly intervalMs: number;
  /** What is to be wrong with a GPU now. */
  readonly faultOf?: (index: GpuIndex) => SimulatedFault;
  /** The same seed gives the same noise. */
  readonly seed?: number;
  readonly timers?: Timers;
}

/** Lists that many simulated GPUs, as `listGpus` lists real ones. */
export function listSimulatedGpus(count: number): readonly ListedGpu[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    uuid: `GPU-SIM-${index}`,
    name: "Simulated H100 80GB",
  }));
}

/**
 * GPUs for machines that have none: idle until a task holds one, then its
 * memory fills, its load and power rise, and it warms up; all fall again when
 * the task is gone.
 */
export class SimulatedGpus implements GpuProbe {
  readonly #options: SimulatedGpusOptions;
  readonly #timers: Timers;
  readonly #gpus: readonly SimulatedGpu[];
  #cancel = () => {};
  #closed = false;

  constructor(options: SimulatedGpusOptions) {
    const { count, seed = 1 } = options;
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#gpus = listSimulatedGpus(count).map((gpu) =>
      new SimulatedGpu(gpu, noise(seed * 1_000 + gpu.index))
    );
  }

  start(onReading: (reading: GpuReading) => void): Promise<GpuReading> {
    const first = this.#read();
    onReading(first);
    this.#next(onReading);
    return Promise.resolve(first);
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    return Promise.resolve();
  }

  #next(onReading: (reading: GpuReading) => void) {
    const { intervalMs } = this.#options;
    this.#cancel = this.#timers.after(intervalMs, () => {
      onReading(this.#read());
      if (!this.#closed) this.#next(onReading);
    });
  }

  #read(): GpuReading {
    const sampledAtMs = this.#timers.now();
    const { holdsOf, faultOf } = this.#options;
    const gpus = this.#gpus.map((gpu) => ({
      ...gpu.sample(holdsOf(gpu.index), sampledAtMs),
      ...faultOf?.(gpu.index),
    }));
    return { gpus, problem: null, sampledAtMs };
  }
}

/** What a simulated task fills, and reaches. */
interface SimulatedTask {
  memoryMiB: number;
  readonly memoryGoalMiB: number;
  readonly loadGoal: number;
}

class SimulatedGpu {
  readonly index: GpuIndex;
  readonly #listed: ListedGpu;
  readonly #random: () => number;
  readonly #tasks = new Map<TaskId, SimulatedTask>();
  #atMs: number | null = null;
  #load = 0;
  #celsius = ROOM_CELSIUS + POWER_IDLE_WATTS * CELSIUS_PER_WATT;

  constructor(listed: ListedGpu, random: () => number) {
    this.index = listed.index;
    this.#listed = listed;
    this.#random = random;
  }

  sample(holds: ReadonlyMap<TaskId, number | null>, atMs: number): GpuSample {
    this.#follow(holds);
    const stepMs = Math.max(0, atMs - (this.#atMs ?? atMs));
    this.#atMs = atMs;
    const tasks = [...this.#tasks.values()];
    for (const task of tasks) {
      task.memoryMiB += (task.memoryGoalMiB - task.memoryMiB) *
        share(stepMs, 2_500);
    }
    const goals = tasks.reduce((sum, { loadGoal }) => sum + loadGoal, 0);
    this.#load += (Math.min(98, goals) - this.#load) * share(stepMs, 1_200);
    const jitter = this.#load * 0.05 * (this.#random() - 0.5);
    const load = Math.min(100, Math.max(0, this.#load + jitter));
    const watts = POWER_IDLE_WATTS + load * 5.6 + 4 * this.#random();
    const goalCelsius = ROOM_CELSIUS + watts * CELSIUS_PER_WATT;
    this.#celsius += (goalCelsius - this.#celsius) * share(stepMs, 20_000);
    const processes = this.#processes();
    const tasksMiB = processes.map(({ memoryUsedMiB }) => memoryUsedMiB);
    return {
      ...this.#listed,
      memoryUsedMiB: tasksMiB.reduce((a, b) => a + b, MEMORY_BASE_MIB),
      memoryTotalMiB: MEMORY_TOTAL_MIB,
      utilizationPercent: Math.round(load),
      powerDrawWatts: Math.round(watts * 100) / 100,
      powerLimitWatts: POWER_LIMIT_WATTS,
      temperatureCelsius: Math.round(this.#celsius),
      processes,
      uncorrectedErrors: 0,
      problem: null,
      sampledAtMs: atMs,
    };
  }

  #processes() {
    return [...this.#tasks].map(([taskId, { memoryMiB }]) => ({
      pid: PID_BASE + this.index,
      user: null,
      command: null,
      memoryUsedMiB: Math.round(memoryMiB),
      taskId,
    }));
  }

  /** Memory goes at once with its process; load and heat only fade. */
  #follow(holds: ReadonlyMap<TaskId, number | null>) {
    for (const id of this.#tasks.keys()) {
      if (!holds.has(id)) this.#tasks.delete(id);
    }
    for (const [id, shareMiB] of holds) {
      if (this.#tasks.has(id)) continue;
      const isAlone = shareMiB === null;
      const memoryGoalMiB = (shareMiB ?? MEMORY_TOTAL_MIB) *
        (0.3 + 0.6 * this.#random());
      const loadGoal = (isAlone ? 80 : 25) + 18 * this.#random();
      this.#tasks.set(id, { memoryMiB: 0, memoryGoalMiB, loadGoal });
    }
  }
}

/** How much of the way to a goal is gone after that time. */
function share(stepMs: number, timeConstantMs: number): number {
  return 1 - Math.exp(-stepMs / timeConstantMs);
}

/** Numbers from 0 to 1 that repeat with their seed: a Weyl sequence, mixed. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
