import { systemTimers, type Timers } from "../../scheduler/adapters/timers.ts";

/**
 * The machine's own time, but for delays that wait for the test: how long a
 * program may take says nothing on a machine that is busy.
 */
export class HeldTimers implements Timers {
  readonly #isHeld: (delayMs: number) => boolean;
  readonly #held = new Map<() => void, number>();

  /** Holds all delays, if nothing is said. */
  constructor(isHeld: (delayMs: number) => boolean = () => true) {
    this.#isHeld = isHeld;
  }

  now(): number {
    return systemTimers.now();
  }

  after(delayMs: number, run: () => void): () => void {
    if (!this.#isHeld(delayMs)) return systemTimers.after(delayMs, run);
    this.#held.set(run, delayMs);
    return () => this.#held.delete(run);
  }

  /** Calls back whoever waits for such a delay. */
  pass(delayMs: number): void {
    for (const [run, heldMs] of [...this.#held]) {
      if (heldMs !== delayMs) continue;
      this.#held.delete(run);
      run();
    }
  }
}
