import type { GpuSample } from "../model/gpu.ts";
import type { GpuIndex } from "../model/units.ts";

const MIB_PER_GIB = 1024;

/** Values over time, oldest first; `null` where nothing was known. */
export type History = readonly (number | null)[];

/** The curves of the monitor, under the names that its clients know. */
export interface HistoriesView {
  readonly "cpu_usage": History;
  /** GiB. */
  readonly "ram_usage": History;
  /** Percent, one history for each selected GPU; so are the next three. */
  readonly "gpu_usage": readonly History[];
  /** GiB. */
  readonly "gpu_memory": readonly History[];
  /** Watts. */
  readonly "gpu_power_draw": readonly History[];
  /** Degrees Celsius. */
  readonly "gpu_temperature": readonly History[];
}

/** What the histories need to know of the host. */
export interface HostUse {
  readonly cpuPercent: number | null;
  readonly ramUsedGiB: number | null;
}

/** How long and how smooth the curves are. */
export interface HistoriesOptions {
  /** Slots in each history; a slot is one reading. */
  readonly size: number;
  /** The weight of a new reading, above 0 and up to 1; 1 does not smooth. */
  readonly alpha: number;
  /** The selected GPUs, in the order of the view. */
  readonly gpus: readonly GpuIndex[];
}

/** The smoothed recent past of the host and its GPUs, of fixed size. */
export class Histories {
  readonly #cpu: SmoothRing;
  readonly #ram: SmoothRing;
  readonly #gpus: ReadonlyMap<GpuIndex, GpuRings>;
  readonly #size: number;
  #added = 0;

  constructor({ size, alpha, gpus }: HistoriesOptions) {
    this.#size = size;
    const ring = () => new SmoothRing(size, alpha);
    this.#cpu = ring();
    this.#ram = ring();
    this.#gpus = new Map(gpus.map((index) => [index, {
      usage: ring(),
      memory: ring(),
      power: ring(),
      temperature: ring(),
    }]));
  }

  /** How many of the newest slots were read; those before are filled up. */
  get readSlots(): number {
    return Math.min(this.#added, this.#size);
  }

  /** Adds one slot to every history; a GPU without a sample gets a gap. */
  add(host: HostUse, samples: readonly GpuSample[]): void {
    this.#added++;
    this.#cpu.add(host.cpuPercent);
    this.#ram.add(host.ramUsedGiB);
    for (const [index, rings] of this.#gpus) {
      const sample = samples.find((it) => it.index === index);
      const usedMiB = sample?.memoryUsedMiB ?? null;
      rings.usage.add(sample?.utilizationPercent ?? null);
      rings.memory.add(usedMiB === null ? null : usedMiB / MIB_PER_GIB);
      rings.power.add(sample?.powerDrawWatts ?? null);
      rings.temperature.add(sample?.temperatureCelsius ?? null);
    }
  }

  /** The whole past, always `size` slots long. */
  view(): HistoriesView {
    return this.#read((ring) => ring.values());
  }

  /** The newest slot of every history alone. */
  latest(): HistoriesView {
    return this.#read((ring) => [ring.last()]);
  }

  #read(history: (ring: SmoothRing) => History): HistoriesView {
    const gpus = [...this.#gpus.values()];
    return {
      "cpu_usage": history(this.#cpu),
      "ram_usage": history(this.#ram),
      "gpu_usage": gpus.map(({ usage }) => history(usage)),
      "gpu_memory": gpus.map(({ memory }) => history(memory)),
      "gpu_power_draw": gpus.map(({ power }) => history(power)),
      "gpu_temperature": gpus.map(({ temperature }) => history(temperature)),
    };
  }
}

interface GpuRings {
  readonly usage: SmoothRing;
  readonly memory: SmoothRing;
  readonly power: SmoothRing;
  readonly temperature: SmoothRing;
}

/**
 * The last `size` values of an exponential moving average, kept unrounded:
 * an average of rounded averages stops short of what it follows.
 */
class SmoothRing {
  readonly #alpha: number;
  /** NaN stands for a gap. */
  readonly #slots: Float64Array;
  #next = 0;
  #seen = false;

  constructor(size: number, alpha: number) {
    this.#alpha = alpha;
    this.#slots = new Float64Array(size).fill(NaN);
  }

  /** The first known value fills every slot; after a gap it starts over. */
  add(value: number | null): void {
    const fresh = value ?? NaN;
    if (!this.#seen && !Number.isNaN(fresh)) {
      this.#slots.fill(fresh);
      this.#seen = true;
    }
    const before = this.#at(-1);
    const smooth = before + this.#alpha * (fresh - before);
    this.#slots[this.#next] = Number.isNaN(before) ? fresh : smooth;
    this.#next = (this.#next + 1) % this.#slots.length;
  }

  last(): number | null {
    return shown(this.#at(-1));
  }

  values(): History {
    return Array.from(this.#slots, (_, i) => shown(this.#at(i)));
  }

  /** The slot that many places after the oldest; -1 is the newest. */
  #at(place: number): number {
    const { length } = this.#slots;
    return this.#slots[(this.#next + place + length) % length]!;
  }
}

/** One decimal for the eye. */
function shown(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value * 10) / 10;
}
