import {
  type GpuReading,
  type GpuSample,
  SAMPLE_LIFE_MS,
  type Xid,
} from "../model/gpu.ts";
import type { GpuIndex } from "../model/units.ts";
import type { GpuProbe } from "../ports.ts";
import type { ProcessOwner } from "./gpu_process_owner.ts";
import { GpuProcesses } from "./gpu_processes.ts";
import type { GpuRow } from "./parse_smi.ts";
import { SmiStream } from "./smi_stream.ts";
import { systemTimers, type Timers } from "./timers.ts";
import { busKey, XidWatch, type XidWatchOptions } from "./xid_watch.ts";

/** How long the first reading may take, in milliseconds. */
const FIRST_READING_MS = 9_000;
const SHORTEST_INTERVAL_MS = 20;
/** Readings must come well within the life of a sample. */
const LONGEST_INTERVAL_MS = SAMPLE_LIFE_MS / 2;

/** How the GPUs are watched. */
export interface NvidiaSmiOptions {
  /** A path, or a name to be found on `PATH`. */
  readonly program: string;
  /** The GPUs to report, in that order; `null` for all there are. */
  readonly indices: readonly GpuIndex[] | null;
  /** How often to read; kept between 20 ms and 5 s. */
  readonly intervalMs: number;
  /** Where faults are heard of in the kernel's log; absent for not at all. */
  readonly xids?: XidWatchOptions;
  readonly ownerOf: (pid: number) => Promise<ProcessOwner>;
  /** After that long in silence the program counts as hung. */
  readonly patienceMs?: number;
  readonly timers?: Timers;
}

/**
 * Watches GPUs through `nvidia-smi`.
 *
 * A GPU that has been seen, or was asked for, stays in every reading: with
 * nulls and a `problem` while it cannot be read. An index that suddenly
 * belongs to another card is such a problem, too: after a GPU has fallen off
 * the bus, the driver may number those behind it anew.
 */
export class NvidiaSmi implements GpuProbe {
  readonly #program: string;
  readonly #indices: readonly GpuIndex[] | null;
  readonly #timers: Timers;
  readonly #stream: SmiStream;
  readonly #processes: GpuProcesses;
  /** Every GPU ever read, each value as it was last known. */
  readonly #known = new Map<GpuIndex, GpuRow>();
  /** The last fault of each GPU, by its place on the bus. */
  readonly #xids = new Map<string, Xid>();
  readonly #xidWatch: XidWatch | null;
  readonly #first = Promise.withResolvers<GpuReading>();
  #cancelFirst = () => {};
  #onReading: (reading: GpuReading) => void = () => {};
  #closed = false;

  constructor(options: NvidiaSmiOptions) {
    const { program, indices, ownerOf } = options;
    const timers = this.#timers = options.timers ?? systemTimers;
    this.#program = program;
    this.#indices = indices;
    const intervalMs = Math.round(Math.min(
      LONGEST_INTERVAL_MS,
      Math.max(SHORTEST_INTERVAL_MS, options.intervalMs),
    ));
    const patienceMs = options.patienceMs ?? SAMPLE_LIFE_MS;
    this.#processes = new GpuProcesses({ program, timers, ownerOf });
    this.#xidWatch = options.xids === undefined
      ? null
      : new XidWatch(options.xids, ({ bus, xid }) => this.#xids.set(bus, xid));
    this.#stream = new SmiStream({ program, intervalMs, patienceMs, timers }, {
      round: (rows, said) => this.#read(rows, said),
      down: (problem) => this.#emit(this.#unreadable(problem)),
    });
  }

  start(onReading: (reading: GpuReading) => void): Promise<GpuReading> {
    this.#onReading = onReading;
    this.#cancelFirst = this.#timers.after(FIRST_READING_MS, () => {
      const seconds = FIRST_READING_MS / 1000;
      this.#emit(this.#unreadable(
        `Cannot read the GPUs yet: "${this.#program}" has not answered for ${seconds} s`,
      ));
    });
    this.#stream.open();
    this.#xidWatch?.open();
    return this.#first.promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelFirst();
    this.#first.resolve(this.#unreadable("The watch of the GPUs has ended"));
    await Promise.all([
      this.#stream.close(),
      this.#processes.close(),
      this.#xidWatch?.close(),
    ]);
  }

  #read(rows: readonly GpuRow[], said: readonly string[]) {
    const present = new Map(rows.map((row) => [row.index, row]));
    const usedMiB = new Map<string, number>();
    for (const row of rows) {
      this.#remember(row);
      if (row.uuid !== null && row.memoryUsedMiB !== null) {
        usedMiB.set(row.uuid, row.memoryUsedMiB);
      }
    }
    const gpus = this.#selected().map((index) => {
      const row = present.get(index);
      return row === undefined
        ? this.#missing(index, this.#reasonFor(index, said))
        : this.#present(row);
    });
    this.#emit({ gpus, problem: null, sampledAtMs: this.#timers.now() });
    this.#processes.update(usedMiB);
  }

  /** The first card of an index keeps it; a value not read keeps its last. */
  #remember(row: GpuRow) {
    const known = this.#known.get(row.index) ?? row;
    this.#known.set(row.index, {
      ...row,
      uuid: known.uuid ?? row.uuid,
      name: row.name ?? known.name,
      busId: row.busId ?? known.busId,
      memoryTotalMiB: row.memoryTotalMiB ?? known.memoryTotalMiB,
      powerLimitWatts: row.powerLimitWatts ?? known.powerLimitWatts,
    });
  }

  #present(row: GpuRow): GpuSample {
    const { busId: _, ...values } = row;
    const { uuid, name, memoryTotalMiB } = this.#known.get(row.index)!;
    const isOther = uuid !== null && row.uuid !== null && row.uuid !== uuid;
    return {
      ...values,
      uuid: row.uuid ?? uuid,
      name,
      memoryTotalMiB,
      processes: this.#processes.on(row.uuid),
      xid: this.#xidOf(row.index),
      problem: isOther
        ? `GPU ${row.index} was "${uuid}" and is now "${row.uuid}"; restart ANT to use it`
        : row.problem,
      sampledAtMs: this.#timers.now(),
    };
  }

  /** What the program said about the GPU that it left out, if anything. */
  #reasonFor(index: GpuIndex, said: readonly string[]): string {
    // The driver writes a domain with eight digits here and with four there.
    const busId = this.#known.get(index)?.busId?.replace(/^0{4}/, "");
    const words = busId && said.findLast((line) => line.includes(busId));
    return words ? `nvidia-smi says "${words}"` : "not reported by nvidia-smi";
  }

  #unreadable(problem: string): GpuReading {
    const gpus = this.#selected().map((index) => this.#missing(index, problem));
    return { gpus, problem, sampledAtMs: this.#timers.now() };
  }

  #missing(index: GpuIndex, problem: string): GpuSample {
    const last = this.#known.get(index);
    return {
      index,
      uuid: last?.uuid ?? null,
      name: last?.name ?? null,
      memoryUsedMiB: null,
      memoryTotalMiB: last?.memoryTotalMiB ?? null,
      utilizationPercent: null,
      powerDrawWatts: null,
      powerLimitWatts: last?.powerLimitWatts ?? null,
      temperatureCelsius: null,
      processes: null,
      xid: this.#xidOf(index),
      problem,
      sampledAtMs: this.#timers.now(),
    };
  }

  #xidOf(index: GpuIndex): Xid | null {
    const busId = this.#known.get(index)?.busId ?? null;
    return busId === null ? null : this.#xids.get(busKey(busId)) ?? null;
  }

  #selected(): readonly GpuIndex[] {
    return this.#indices ?? [...this.#known.keys()].sort((a, b) => a - b);
  }

  #emit(reading: GpuReading) {
    if (this.#closed) return;
    this.#cancelFirst();
    this.#first.resolve(reading);
    this.#onReading(reading);
  }
}
