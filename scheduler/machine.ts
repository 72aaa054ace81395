import type { GpuReading, GpuSample } from "./model/gpu.ts";
import type { SchedulerState } from "./model/state.ts";
import type { Links, Topology } from "./model/topology.ts";
import type { EpochMs, GpuIndex, TaskId } from "./model/units.ts";
import {
  isBusy,
  NOTHING_SEEN,
  type OutsiderThresholds,
  type OutsiderWindow,
  watchOutsiders,
} from "./policy/outsiders.ts";
import {
  type FaultMarks,
  type FaultRules,
  markFaults,
  newFault,
} from "./policy/gpu_faults.ts";
import { lostSince } from "./policy/lost_gpus.ts";
import type { Offers } from "./policy/demand.ts";
import { type GpuOutlook, holders, standings } from "./policy/standing.ts";
import { AboveShare, shareUses } from "./share_uses.ts";
import type { GpuView, HostView } from "./view/board.ts";
import { viewGpu } from "./view/gpu_view.ts";
import { Histories } from "./view/histories.ts";

/** How the machine is watched. */
export interface MachineOptions {
  /** The selected GPUs, by physical index. */
  readonly gpus: readonly GpuIndex[];
  /** When others make a GPU busy; `null` to not look. */
  readonly thresholds: OutsiderThresholds | null;
  /** What is taken for a fault of a GPU itself. */
  readonly faults: FaultRules;
  /** What tasks may not claim of the machine's cores and memory. */
  readonly reserve: { readonly cpus: number; readonly memoryMiB: number };
  readonly historySize: number;
  readonly smoothing: number;
}

/** A GPU that is not to be trusted any more, and why. */
export interface GpuFault {
  readonly gpu: GpuIndex;
  readonly reason: string;
}

/** What a reading shows for the first time. */
export interface GpuNews {
  /** Tasks above their share of a GPU's memory. */
  readonly aboveShare: readonly string[];
  readonly faults: readonly GpuFault[];
  /** GPUs that could be read before, and can not be read any more. */
  readonly lost: readonly {
    readonly gpus: readonly GpuIndex[];
    readonly reason: string;
  }[];
}

const NO_LINKS: Links = new Map();

const NO_HOST: HostView = {
  cpuName: null,
  cpuCount: 0,
  cpuPercent: null,
  ramUsedGiB: null,
  ramTotalGiB: null,
  forTasks: { cpus: null, memoryMiB: null },
  unenforced: null,
};

/**
 * What is known of the machine now. Nothing here is saved: a reading is old
 * after a few seconds, and a restart looks again.
 */
export class Machine {
  readonly #options: MachineOptions;
  readonly #windows = new Map<GpuIndex, OutsiderWindow>();
  readonly #marks = new Map<GpuIndex, FaultMarks>();
  readonly histories: Histories;
  readonly #above = new AboveShare();
  #reading: GpuReading | null = null;
  #host = NO_HOST;
  #topology: Topology = new Map();

  constructor(options: MachineOptions) {
    this.#options = options;
    this.histories = new Histories({
      gpus: options.gpus,
      size: options.historySize,
      alpha: options.smoothing,
    });
  }

  get host(): HostView {
    return this.#host;
  }

  /** Why no GPU can be read; `null` when they can. */
  get gpuProblem(): string | null {
    return this.#reading?.problem ?? null;
  }

  /** Takes in a look at the machine; tells whether it is the first one. */
  observeHost(host: Omit<HostView, "forTasks">): boolean {
    const isFirst = this.#host === NO_HOST;
    const { cpuCount, ramTotalGiB } = host;
    const { cpus, memoryMiB } = this.#options.reserve;
    const totalMiB = ramTotalGiB === null ? null : ramTotalGiB * 1024;
    const forTasks = {
      cpus: cpuCount === 0 ? null : Math.max(0, cpuCount - cpus),
      memoryMiB: totalMiB === null
        ? null
        : Math.max(0, Math.floor(totalMiB - memoryMiB)),
    };
    this.#host = { ...host, forTasks };
    return isFirst;
  }

  /** Takes in how GPUs are connected. */
  observeTopology(topology: Topology): void {
    this.#topology = topology;
  }

  /** Takes in a reading, and tells what it shows for the first time. */
  observeGpus(reading: GpuReading, state: SchedulerState): GpuNews {
    const lost = lostSince(this.#reading, reading);
    this.#reading = reading;
    const held = holders(state);
    for (const sample of reading.gpus) {
      const before = this.#windows.get(sample.index) ?? NOTHING_SEEN;
      const after = watchOutsiders(before, sample, held.has(sample.index));
      this.#windows.set(sample.index, after);
    }
    return {
      aboveShare: this.#above.news(reading, held),
      faults: reading.gpus.flatMap((sample) => this.#faultOf(sample) ?? []),
      lost,
    };
  }

  #faultOf(sample: GpuSample): GpuFault | null {
    const before = this.#marks.get(sample.index) ?? {};
    const after = markFaults(before, sample);
    this.#marks.set(sample.index, after);
    const reason = newFault(before, after, this.#options.faults);
    return reason === null ? null : { gpu: sample.index, reason };
  }

  /** Adds what is known now to the curves. */
  addToHistories(): void {
    this.histories.add(this.#host, this.#reading?.gpus ?? []);
  }

  standings(state: SchedulerState, nowMs: EpochMs) {
    return standings(state, this.#outlook(), nowMs);
  }

  /** What may be given to tasks now; `gone` have no memory any more. */
  offers(
    state: SchedulerState,
    nowMs: EpochMs,
    gone: ReadonlySet<TaskId> = new Set(),
  ): Offers {
    const samples = this.#samples(gone);
    return new Map(
      [...this.standings(state, nowMs)].map(([gpu, standing]) => [
        gpu,
        {
          standing,
          sample: samples.get(gpu) ?? null,
          links: this.#topology.get(gpu) ?? NO_LINKS,
        },
      ]),
    );
  }

  view(state: SchedulerState, nowMs: EpochMs): GpuView[] {
    const samples = this.#samples();
    const held = holders(state);
    return [...this.standings(state, nowMs)].map(
      ([index, standing], position) =>
        viewGpu({
          position,
          index,
          standing,
          drain: state.drains.get(index) ?? null,
          sample: samples.get(index),
          links: this.#topology.get(index) ?? NO_LINKS,
          shares: shareUses(samples.get(index), held.get(index)),
        }),
    );
  }

  #samples(
    gone: ReadonlySet<TaskId> = new Set(),
  ): ReadonlyMap<GpuIndex, GpuSample> {
    return new Map(
      this.#reading?.gpus.map((gpu) => [gpu.index, without(gpu, gone)]),
    );
  }

  #outlook(): GpuOutlook {
    const { gpus: selection, thresholds } = this.#options;
    const busy = new Map<GpuIndex, string>();
    if (thresholds !== null) {
      for (const [gpu, window] of this.#windows) {
        if (isBusy(window, thresholds)) busy.set(gpu, "used by outsiders");
      }
    }
    return { selection, reading: this.#reading, busy };
  }
}

/** A sample as it would be when some tasks have gone. */
function without(sample: GpuSample, gone: ReadonlySet<TaskId>): GpuSample {
  const { memoryUsedMiB, processes } = sample;
  if (gone.size === 0 || processes === null || memoryUsedMiB === null) {
    return sample;
  }
  const isTheirs = (id: TaskId | null) => id !== null && gone.has(id);
  const theirsMiB = processes.filter(({ taskId }) => isTheirs(taskId))
    .reduce((sum, one) => sum + (one.memoryUsedMiB ?? 0), 0);
  return {
    ...sample,
    memoryUsedMiB: Math.max(0, memoryUsedMiB - theirsMiB),
    processes: processes.filter(({ taskId }) => !isTheirs(taskId)),
  };
}
