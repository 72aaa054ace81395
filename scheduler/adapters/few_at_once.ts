import { Patience } from "./patience.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** So many of the 32 threads that all system calls share may hang here. */
const AT_ONCE = 4;

/** A folder that answers at all does so within milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Does what need not be done at once, and may hang where a file server is
 * gone: a few things at a time, so that threads are left for all else.
 */
export class FewAtOnce {
  readonly #patience: Patience;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(timers: Timers = systemTimers) {
    this.#patience = new Patience(PATIENCE_MS, timers);
  }

  /**
   * Resolves once it is done; in a moment, with `otherwise`, where that takes
   * long. It is done all the same, as soon as it can be.
   */
  async run<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    const late = Promise.withResolvers<T>();
    const cancel = this.#patience.after(() => late.resolve(otherwise));
    return await Promise.race([this.#inTurn(work), late.promise])
      .finally(cancel);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    return await work().finally(() => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    });
  }
}
