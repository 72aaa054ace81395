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
   * Calls back once after the delay, give or take a moment; the answer cancels
   * it, also afterwards.
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
    const isDue = ({ untilMs }: Waiting) => untilMs <= nowMs + TOGETHER_MS;
    const due = [...this.#waiting].filter(isDue);
    const next = this.#waiting.values().find((one) => !isDue(one));
    if (next !== undefined) this.#arm(next.untilMs, next.untilMs - nowMs);
    // One that is called back may cancel another, or come again.
    for (const one of due) if (this.#waiting.delete(one)) one.run();
  }

  #disarm(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
