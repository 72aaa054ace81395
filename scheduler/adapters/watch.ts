import { isOsError } from "./os_error.ts";
import type { SessionLeader } from "./session_spawn.ts";

/** How the waits of a back-off grow. */
export interface Pace {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** For what is nearly always so already. */
export const SOON: Pace = { firstMs: 2, longestMs: 1_000 };

/** For what may take days and costs little to look at. */
export const STEADY: Pace = { firstMs: 100, longestMs: 200 };

/** How long a start may wait to be told together with the end. */
const MOMENT_MS = 5;

/** Waits for what the kernel does not tell, until it is closed. */
export class Watch {
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #children = new Set<SessionLeader>();
  #isClosed = false;

  /** Keeps hold of a child until it ends, so that closing lets go of it. */
  hold(child: SessionLeader) {
    this.#children.add(child);
    const drop = () => this.#children.delete(child);
    child.status.then(drop, drop);
  }

  /**
   * Resolves once the check says so; never after `close`. One that fails, as
   * for want of file descriptors, says nothing, and is asked again.
   */
  async until(
    check: () => boolean | Promise<boolean>,
    { firstMs, longestMs }: Pace,
  ): Promise<void> {
    for (let waitMs = firstMs; !(await holds(check)); waitMs *= 2) {
      await this.#pause(Math.min(waitMs, longestMs));
    }
    if (this.#isClosed) await new Promise(() => {});
  }

  /** Resolves with the promise, or in a moment where that takes longer. */
  async moment(promise: Promise<unknown>): Promise<void> {
    await Promise.race([promise, this.#pause(MOMENT_MS)]);
  }

  /** Stops waiting, and keeps neither timers nor children alive. */
  close() {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const child of this.#children) child.unref();
    this.#timers.clear();
    this.#children.clear();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isClosed) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}

async function holds(
  check: () => boolean | Promise<boolean>,
): Promise<boolean> {
  try {
    return await check();
  } catch (error) {
    if (isOsError(error)) return false;
    throw error;
  }
}
