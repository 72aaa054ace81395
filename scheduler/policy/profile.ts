import { firstFrom } from "../model/first_from.ts";
import type { EpochMs, GpuIndex } from "../model/units.ts";
import {
  type Booking,
  overlaps,
  type Stretch,
  takenAtMost,
  takenMiB,
} from "./booking.ts";
import type { MachineClaim } from "./machine_room.ts";

/** Until when nobody further may have a GPU, and how that is known. */
export type Keeping = Pick<Booking, "untilMs" | "runs">;

/** What somebody wants to have booked. */
export interface BookingWish {
  readonly usable: readonly GpuIndex[];
  readonly nGpus: number;
  /** Infinity where nobody knows. */
  readonly forMs: number;
  readonly memoryMiB: number | null;
  /** What it wants of the machine for as long. */
  readonly claims?: readonly MachineClaim[];
}

/** The earliest that can be had. */
export interface Opening {
  readonly atMs: EpochMs;
  /** All that have room from then on, those that others miss least first. */
  readonly fitting: readonly GpuIndex[];
}

/**
 * The future of each GPU, as far as it is spoken for. Looking for an opening
 * costs the bookings that there are, so that who fills it keeps them few.
 */
export class Profile {
  readonly #nowMs: EpochMs;
  readonly #lanes: ReadonlyMap<GpuIndex, Booking[]>;
  /** The same of the machine's cores and memory. */
  readonly #claimed = new Map<MachineClaim["of"], Booking[]>();
  readonly #capacity: ReadonlyMap<MachineClaim["of"], number>;
  readonly #sizesMiB: ReadonlyMap<GpuIndex, number>;
  readonly #named: ReadonlyMap<GpuIndex, number>;
  readonly #kept = new Map<GpuIndex, Keeping>();
  /** The moments at which anybody lets go, from now on, in order. */
  readonly #ends: EpochMs[];
  /** Until then, from now on, somebody has at least part of it. */
  readonly #takenUntilMs = new Map<GpuIndex, EpochMs>();

  /**
   * `sizesMiB`: the memory to be shared on each GPU. `named`: how many kinds
   * of tasks want that very one.
   */
  constructor(
    nowMs: EpochMs,
    sizesMiB: ReadonlyMap<GpuIndex, number>,
    capacity: ReadonlyMap<MachineClaim["of"], number> = new Map(),
    named: ReadonlyMap<GpuIndex, number> = new Map(),
  ) {
    this.#named = named;
    this.#capacity = capacity;
    this.#nowMs = nowMs;
    this.#ends = [nowMs];
    this.#sizesMiB = sizesMiB;
    this.#lanes = new Map([...sizesMiB.keys()].map((gpu) => [gpu, []]));
  }

  book(gpu: GpuIndex, booking: Booking): void {
    this.#lanes.get(gpu)!.push(booking);
    this.#addEnd(booking.untilMs);
    const untilMs = this.#takenUntilMs.get(gpu) ?? this.#nowMs;
    if (booking.fromMs <= untilMs && booking.untilMs > untilMs) {
      this.#takenUntilMs.set(gpu, booking.untilMs);
    }
  }

  /** Has part of the machine claimed for a time. */
  claim(
    claims: readonly MachineClaim[],
    { fromMs, untilMs, runs }: Stretch,
  ): void {
    for (const { of, amount } of claims) {
      const lane = this.#claimed.getOrInsertComputed(of, () => []);
      lane.push({ fromMs, untilMs, memoryMiB: amount, runs });
      this.#addEnd(untilMs);
    }
  }

  /** Lets nobody further have these GPUs before a moment. */
  keep(gpus: Iterable<GpuIndex>, keeping: Keeping): void {
    this.#addEnd(keeping.untilMs);
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

  /**
   * From how many runs it is learned that GPUs, and what is claimed beside
   * them, can be had at a moment: what few runs tell is known no better.
   */
  runsBefore(
    gpus: readonly GpuIndex[],
    claims: readonly MachineClaim[],
    atMs: EpochMs,
  ): number | null {
    const before = [
      ...gpus.flatMap((gpu) => this.#lanes.get(gpu)!),
      ...gpus.flatMap((gpu) => this.#kept.get(gpu) ?? []),
      ...claims.flatMap(({ of }) => this.#claimed.get(of) ?? []),
    ];
    const runs = before
      .filter(({ untilMs }) => untilMs === atMs && atMs > this.#nowMs)
      .flatMap(({ runs }) => runs ?? []);
    return runs.length === 0 ? null : Math.min(...runs);
  }

  /** When a wish can be granted first; `null` where nobody can tell. */
  opening(wish: BookingWish): Opening | null {
    const { usable, nGpus, forMs, memoryMiB, claims = [] } = wish;
    for (const atMs of this.#moments(wish)) {
      if (!this.isLeft(claims, atMs, atMs + forMs)) continue;
      let spare = usable.length - nGpus;
      const fitting: GpuIndex[] = [];
      for (const gpu of usable) {
        if (this.#hasRoom(gpu, atMs, atMs + forMs, memoryMiB)) {
          fitting.push(gpu);
        } else if (--spare < 0) break;
      }
      if (spare >= 0) return { atMs, fitting: this.#byNeed(fitting, atMs) };
    }
    return null;
  }

  /** Something begins to fit now, or when something else ends. */
  #moments(
    { usable, nGpus, memoryMiB }: BookingWish,
  ): readonly EpochMs[] {
    const firstMs = memoryMiB === null
      ? usable.map((gpu) => this.#wholeFromMs(gpu))
        .sort((a, b) => a - b)[nGpus - 1] ?? Infinity
      : this.#nowMs;
    return this.#ends.slice(this.#endFrom(firstMs));
  }

  /** Before that, nobody can have all of it. */
  #wholeFromMs(gpu: GpuIndex): EpochMs {
    return Math.max(
      this.#keptUntilMs(gpu),
      this.#takenUntilMs.get(gpu) ?? this.#nowMs,
    );
  }

  /** The place of the first end that does not come before. */
  #endFrom(atMs: EpochMs): number {
    return firstFrom(this.#ends.length, (at) => this.#ends[at]! >= atMs);
  }

  #addEnd(atMs: EpochMs): void {
    if (atMs === Infinity || atMs < this.#nowMs) return;
    const place = this.#endFrom(atMs);
    if (this.#ends[place] !== atMs) this.#ends.splice(place, 0, atMs);
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
    const lane = this.#lanes.get(gpu)!;
    if (!lane.some((one) => overlaps(one, fromMs, untilMs))) return true;
    if (memoryMiB === null) return false;
    const room = this.#sizesMiB.get(gpu)! - memoryMiB;
    return takenAtMost(lane, fromMs, untilMs, room);
  }

  /** Tells whether all of some claims is left for a stretch of time. */
  isLeft(
    claims: readonly MachineClaim[],
    fromMs: EpochMs,
    untilMs: EpochMs,
  ): boolean {
    return claims.every(({ of, amount }) => {
      const room = (this.#capacity.get(of) ?? 0) - amount;
      return room >= 0 &&
        takenAtMost(this.#claimed.get(of) ?? [], fromMs, untilMs, room);
    });
  }

  /**
   * Those that fewest have named, then those that were in use right before,
   * then those that are wanted again soonest: what stays is of most use to
   * others.
   */
  #byNeed(gpus: readonly GpuIndex[], atMs: EpochMs): readonly GpuIndex[] {
    const edges = new Map(gpus.map((gpu) => {
      const lane = this.#lanes.get(gpu)!;
      const before = lane.filter(({ untilMs }) => untilMs <= atMs)
        .map(({ untilMs }) => untilMs);
      const after = lane.filter(({ fromMs }) => fromMs >= atMs)
        .map(({ fromMs }) => fromMs);
      return [gpu, {
        named: this.#named.get(gpu) ?? 0,
        freeSinceMs: Math.max(this.#nowMs, ...before),
        nextMs: after.length === 0 ? Number.MAX_VALUE : Math.min(...after),
      }];
    }));
    return gpus.toSorted((a, b) => {
      const [one, other] = [edges.get(a)!, edges.get(b)!];
      return one.named - other.named ||
        other.freeSinceMs - one.freeSinceMs || one.nextMs - other.nextMs;
    });
  }
}
