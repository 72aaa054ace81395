import type { EpochMs, GpuIndex, TaskId } from "./units.ts";

/** A process that holds memory on a GPU, as the driver lists it. */
export interface GpuProcess {
  readonly pid: number;
  /** The account it runs under; `null` where it cannot be read. */
  readonly user: string | null;
  readonly command: string | null;
  readonly memoryUsedMiB: number | null;
  /** The task of ours it belongs to; `null` for an outsider. */
  readonly taskId: string | null;
}

/** One GPU at one moment. What the driver would not say is `null`, never 0. */
export interface GpuSample {
  /** The physical index, as `nvidia-smi` numbers it (PCI bus order). */
  readonly index: GpuIndex;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly memoryUsedMiB: number | null;
  readonly memoryTotalMiB: number | null;
  readonly utilizationPercent: number | null;
  readonly powerDrawWatts: number | null;
  readonly powerLimitWatts: number | null;
  readonly temperatureCelsius: number | null;
  /** `null` when the list of processes could not be read. */
  readonly processes: readonly GpuProcess[] | null;
  /** Why this GPU cannot be used now; `null` when it reads well. */
  readonly problem: string | null;
  /**
   * Memory errors that could not be corrected, since the driver was loaded;
   * absent or `null` where it does not count them.
   */
  readonly uncorrectedErrors?: number | null;
  /** The last fault that the driver has told the kernel's log of. */
  readonly xid?: Xid | null;
  readonly sampledAtMs: EpochMs;
}

/** A fault as the NVIDIA driver numbers it: "Xid Errors", docs.nvidia.com. */
export interface Xid {
  readonly code: number;
  /** What the driver said of it. */
  readonly words: string;
  /** Tells it from the one before: it counts up. */
  readonly seq: number;
}

/** Everything one look at the machine's GPUs told. */
export interface GpuReading {
  /** The selected GPUs, in the order they were selected. */
  readonly gpus: readonly GpuSample[];
  /** Why none can be read (no driver, a hung program); `null` when fine. */
  readonly problem: string | null;
  readonly sampledAtMs: EpochMs;
}

/** After this age a sample says nothing about the GPU any more. */
export const SAMPLE_LIFE_MS = 10_000;

/** Where a GPU stands for the next task, and why. */
export type Standing =
  | { readonly name: "free" }
  | {
    readonly name: "held";
    readonly by: readonly TaskId[];
    /** Memory for further shares; 0 beside a task that has all of it. */
    readonly roomMiB: number;
  }
  | { readonly name: "disabled" }
  | { readonly name: "busy"; readonly reason: string }
  | { readonly name: "unknown"; readonly reason: string };
