import { setImmediate } from "node:timers/promises";
import type { EpochMs } from "../model/units.ts";
import type { Clock } from "../ports.ts";

/** A timer does not hear of a clock that is set, or of a machine that slept. */
const MAX_TIMER_MS = 30_000;

/** What time services correct at once is less; chrony's `makestep` takes 1 s. */
const MIN_JUMP_MS = 500;

/** The machine's clock, and one that nobody can set. */
export interface Clocks {
  /** Milliseconds since 1970, as the machine has them now. */
  readonly wall: () => EpochMs;
  /** Milliseconds that have passed since some moment, sleep left out. */
  readonly steady: () => number;
}

const MACHINE: Clocks = {
  wall: () => Date.now(),
  steady: () => performance.now(),
};

/**
 * The machine's own clock. A wake-up may come late, and early only after the
 * clock was set.
 */
export class SystemClock implements Clock {
  readonly #clocks: Clocks;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #offsetMs: number;
  #jumpMs = 0;

  constructor(clocks: Clocks = MACHINE) {
    this.#clocks = clocks;
    this.#offsetMs = clocks.wall() - clocks.steady();
  }

  now(): EpochMs {
    const nowMs = this.#clocks.wall();
    const offsetMs = nowMs - this.#clocks.steady();
    const movedMs = Math.round(offsetMs - this.#offsetMs);
    if (Math.abs(movedMs) >= MIN_JUMP_MS) this.#jumpMs += movedMs;
    this.#offsetMs = offsetMs; // Follows a clock that only runs a bit wrong.
    return nowMs;
  }

  takeJump(): number {
    this.now();
    const jumpMs = this.#jumpMs;
    this.#jumpMs = 0;
    return jumpMs;
  }

  /** A turn of the event loop. */
  turn(): Promise<void> {
    return setImmediate();
  }

  wakeAt(atMs: EpochMs | null, wake: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (atMs === null) return;
    const waitMs = Math.min(Math.max(0, atMs - this.now()), MAX_TIMER_MS);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.now() < atMs && this.#jumpMs === 0) this.wakeAt(atMs, wake);
      else wake();
    }, waitMs);
  }
}
