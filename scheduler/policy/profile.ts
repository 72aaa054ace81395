import type { EpochMs, GpuIndex } from "../model/units.ts";

/** A stretch of time for which a task has, or is to have, a GPU. */
export interface Booking {
  readonly fromMs: EpochMs;
  /** Infinity where nobody knows. */
  readonly untilMs: EpochMs;
  /** MiB of its memory; `null` for all of it. */
  readonly memoryMiB: number | null;
  /** From how many runs the end is learned; `null` by time limits alone. */
  readonly runs: number | null;
}

/** Until when nobody further may have a GPU, and how that is known. */
export type Keeping = Pick<Booking, "untilMs" | "runs">;

/** What somebody wants to have booked. */
export interface BookingWish {
  readonly usable: readonly GpuIndex[];
  readonly nGpus: number;
  /** Infinity where nobody knows. */
  readonly forMs: number;
  readonly memoryMiB: number | null;
}

/** The earliest that can be had. */
export interface Opening {
  readonly atMs: EpochMs;
  /** All that have room from then on, those with the least to spare first. */
  readonly fitting: readonly GpuIndex[];
}

/**
 * The future of each GPU, as far as it is spoken for. Looking for an opening
 * costs the bookings that there are, so that who fills it keeps them few.
 */
export class Profile {
  readonly #nowMs: EpochMs;
  readonly #lanes: ReadonlyMap<GpuIndex, Booking[]>;
  readonly #sizesMiB: ReadonlyMap<GpuIndex, number>;
  readonly #kept = new Map<GpuIndex, Keeping>();

  /** `sizesMiB`: the memory to be shared on each GPU. */
  constructor(nowMs: EpochMs, sizesMiB: ReadonlyMap<GpuIndex, number>) {
    this.#nowMs = nowMs;
    this.#sizesMiB = sizesMiB;
    this.#lanes = new Map([...sizesMiB.keys()].map((gpu) => [gpu, []]));
  }

  book(gpu: GpuIndex, booking: Booking): void {
    this.#lanes.get(gpu)!.push(booking);
  }

  /** Lets nobody further have these GPUs before a moment. */
  keep(gpus: Iterable<GpuIndex>, keeping: Keeping): void {
    for (const gpu of gpus) {
      if (this.#keptUntilMs(gpu) < keeping.untilMs) {
        this.#kept.set(gpu, keeping);
      }
    }
  }

  /** Whether anybody further may have a GPU now, if only for a moment. */
  isOpen(gpu: GpuIndex): boolean {
    return this.#hasRoom(gpu, this.#nowMs, this.#nowMs, 1);
  }

  /** From how many runs it is learned that a GPU can be had at a moment. */
  runsBefore(gpu: GpuIndex, atMs: EpochMs): number | null {
    const kept = this.#kept.get(gpu);
    const runs = [...this.#lanes.get(gpu)!, ...kept === undefined ? [] : [kept]]
      .filter(({ untilMs }) => untilMs === atMs && atMs > this.#nowMs)
      .flatMap(({ runs }) => runs ?? []);
    return runs.length === 0 ? null : Math.min(...runs);
  }

  /** When a wish can be granted first; `null` where nobody can tell. */
  opening(wish: BookingWish): Opening | null {
    for (const atMs of this.#moments(wish.usable)) {
      const fitting = wish.usable.filter((gpu) =>
        this.#hasRoom(gpu, atMs, atMs + wish.forMs, wish.memoryMiB)
      );
      if (fitting.length >= wish.nGpus) {
        return { atMs, fitting: this.#byGap(fitting, atMs) };
      }
    }
    return null;
  }

  /** Something begins to fit now, or when something else ends. */
  #moments(usable: readonly GpuIndex[]): readonly EpochMs[] {
    const moments = new Set([this.#nowMs]);
    for (const gpu of usable) {
      for (const { untilMs } of this.#lanes.get(gpu)!) moments.add(untilMs);
      moments.add(this.#keptUntilMs(gpu));
    }
    return [...moments].filter((atMs) => atMs >= this.#nowMs && atMs < Infinity)
      .sort((a, b) => a - b);
  }

  /** The memory that is not spoken for at a moment. */
  roomMiB(gpu: GpuIndex, atMs: EpochMs): number {
    return this.#sizesMiB.get(gpu)! - takenMiB(this.#lanes.get(gpu)!, atMs);
  }

  #keptUntilMs(gpu: GpuIndex): EpochMs {
    return this.#kept.get(gpu)?.untilMs ?? -Infinity;
  }

  #hasRoom(
    gpu: GpuIndex,
    fromMs: EpochMs,
    untilMs: EpochMs,
    memoryMiB: number | null,
  ): boolean {
    if (this.#keptUntilMs(gpu) > fromMs) return false;
    const others = this.#lanes.get(gpu)!.filter((one) =>
      overlaps(one, fromMs, untilMs)
    );
    if (others.length === 0) return true;
    if (memoryMiB === null) return false;
    const room = this.#sizesMiB.get(gpu)! - memoryMiB;
    // Most is taken when something begins, or at the start.
    return [fromMs, ...others.map((one) => Math.max(one.fromMs, fromMs))]
      .every((atMs) => takenMiB(others, atMs) <= room);
  }

  /**
   * Those that were in use right before, then those that are wanted again
   * soonest: what stays is of most use to others.
   */
  #byGap(gpus: readonly GpuIndex[], atMs: EpochMs): readonly GpuIndex[] {
    const edges = new Map(gpus.map((gpu) => {
      const lane = this.#lanes.get(gpu)!;
      const before = lane.filter(({ untilMs }) => untilMs <= atMs)
        .map(({ untilMs }) => untilMs);
      const after = lane.filter(({ fromMs }) => fromMs >= atMs)
        .map(({ fromMs }) => fromMs);
      return [gpu, {
        freeSinceMs: Math.max(this.#nowMs, ...before),
        nextMs: after.length === 0 ? Number.MAX_VALUE : Math.min(...after),
      }];
    }));
    return gpus.toSorted((a, b) => {
      const [one, other] = [edges.get(a)!, edges.get(b)!];
      return other.freeSinceMs - one.freeSinceMs || one.nextMs - other.nextMs;
    });
  }
}

/** Ends do not meet; a wish of no length asks about its moment alone. */
function overlaps(
  { fromMs, untilMs }: Booking,
  startMs: EpochMs,
  endMs: EpochMs,
): boolean {
  return untilMs > startMs && (fromMs < endMs || fromMs === startMs);
}

function takenMiB(bookings: readonly Booking[], atMs: EpochMs): number {
  return bookings.filter((one) => overlaps(one, atMs, atMs))
    .reduce((sum, { memoryMiB }) => sum + (memoryMiB ?? Infinity), 0);
}
