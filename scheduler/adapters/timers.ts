import type { EpochMs } from "../model/units.ts";

/** Tells the time and calls back later, as often as asked. */
export interface Timers {
  now(): EpochMs;
  /** Calls back once after the delay; the answer cancels it, also afterwards. */
  after(delayMs: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after(delayMs, run) {
    const id = setTimeout(run, delayMs);
    return () => clearTimeout(id);
  },
};
