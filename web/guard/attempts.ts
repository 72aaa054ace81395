const CAPACITY = 10;
const REFILL_MS = 6_000; // Ten a minute.
const MOST_ADDRESSES = 10_000;

interface Bucket {
  /** May be a fraction. */
  readonly left: number;
  readonly atMs: number;
}

/** Counts failed sign-ins by address, and says when there were too many. */
export class Attempts {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `now` tells milliseconds that never go back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** For how many seconds an address may not try; 0 when it may. */
  waitS(address: string): number {
    const { left } = this.#bucket(address);
    return left >= 1 ? 0 : Math.ceil((1 - left) * REFILL_MS / 1000);
  }

  /** Counts one failure; the addresses silent for longest are forgotten. */
  fail(address: string): void {
    const { left, atMs } = this.#bucket(address);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: Math.max(0, left - 1), atMs });
    if (this.#buckets.size <= MOST_ADDRESSES) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      break;
    }
  }

  #bucket(address: string): Bucket {
    const atMs = this.#now();
    const known = this.#buckets.get(address);
    if (known === undefined) return { left: CAPACITY, atMs };
    const refilled = (atMs - known.atMs) / REFILL_MS;
    return { left: Math.min(CAPACITY, known.left + refilled), atMs };
  }
}
