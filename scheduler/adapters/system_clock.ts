import type { EpochMs } from "../model/units.ts";
import type { Clock } from "../ports.ts";

/** The longest wait that a timer can take; HTML Standard, 8.7. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock. A wake-up may come late, never early. */
export class SystemClock implements Clock {
  #timer: ReturnType<typeof setTimeout> | null = null;

  now(): EpochMs {
    return Date.now();
  }

  wakeAt(atMs: EpochMs | null, wake: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (atMs === null) return;
    const waitMs = Math.min(Math.max(0, atMs - this.now()), MAX_TIMER_MS);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.now() < atMs) this.wakeAt(atMs, wake);
      else wake();
    }, waitMs);
  }
}
