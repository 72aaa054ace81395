import { setImmediate } from "node:timers";

/**
 * Lets one request begin in each turn of the event loop, in the order they
 * came. A hundred that come together would else be answered in one go, and the
 * end of a process would wait for all of them: its GPU is idle until then.
 */
export class RequestTurns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Resolves when it is this request's turn; at once where none is before. */
  take(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#isTaken) this.#waiting.push(resolve);
    else this.#give(resolve);
    return promise;
  }

  #give(begin: () => void): void {
    this.#isTaken = true;
    begin();
    setImmediate(() => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#isTaken = false;
      else this.#give(next);
    });
  }
}
