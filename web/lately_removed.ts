import type { EpochMs } from "../scheduler/mod.ts";

const KEPT = 10_000;
const KEPT_MS = 60_000;

/** What was taken away a moment ago, secrets and all, for those who regret. */
export class LatelyRemoved<Value> {
  readonly #now: () => EpochMs;
  /** Oldest first. */
  readonly #values = new Map<string, { value: Value; untilMs: EpochMs }>();

  constructor(now: () => EpochMs) {
    this.#now = now;
  }

  /** Remembers something for a minute. */
  keep(key: string, value: Value): void {
    this.#values.delete(key);
    const untilMs = this.#now() + KEPT_MS;
    this.#values.set(key, { value, untilMs });
    for (const [oldest, kept] of this.#values) {
      const isOld = kept.untilMs <= this.#now();
      if (!isOld && this.#values.size <= KEPT) break;
      this.#values.delete(oldest);
    }
  }

  /** Finds what was kept; `null` for what was forgotten. */
  find(key: string): Value | null {
    const kept = this.#values.get(key);
    const isThere = kept !== undefined && kept.untilMs > this.#now();
    return isThere ? kept.value : null;
  }

  /** Lets go of what is back where it was. */
  forget(key: string): void {
    this.#values.delete(key);
  }
}
