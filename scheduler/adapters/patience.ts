import type { Timers } from "./timers.ts";

/** Who waits less than so much longer is called back together. */
const TOGETHER_MS = 50;

interface Waiting {
  readonly untilMs: number;
  readonly run: () => void;
}

/**
 * One timer for all who wait equally long, to be set off by what hardly ever
 * happens: setting and clearing one for each costs more than the wait guards.
 */
export class Patience {
  readonly #delayMs: number;
  readonly #timers: Timers;
  /** The one who came first stands first. */
  readonly #waiting = new Set<Waiting>();
  /** Milliseconds of a clock that nobody sets. */
  readonly #now: () => number;
  #cancel: (() => void) | null = null;

  constructor(
    delayMs: number,
    timers: Timers,
    now = () => performance.now(),
  ) {
    this.#delayMs = delayMs;
    this.#timers = timers;
    this.#now = now;
  }

  /**
   * Calls back once after the delay, or a moment less; the answer cancels it,
   * also afterwards.
   */
  after(run: () => void): () => void {
    const one = { untilMs: this.#now() + this.#delayMs, run };
    this.#waiting.add(one);
    this.#arm(one.untilMs, this.#delayMs);
    return () => {
      this.#waiting.delete(one);
      if (this.#waiting.size === 0) this.#disarm();
    };
  }

  #arm(untilMs: number, delayMs: number): void {
    this.#cancel ??= this.#timers.after(delayMs, () => {
      this.#cancel = null;
      this.#callBack(untilMs);
    });
  }

  #callBack(nowMs: number): void {
    for (const one of this.#waiting) {
      if (one.untilMs > nowMs + TOGETHER_MS) {
        return this.#arm(one.untilMs, one.untilMs - nowMs);
      }
      this.#waiting.delete(one);
      one.run();
    }
  }

  #disarm(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
