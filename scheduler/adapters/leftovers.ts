import { isOsError } from "./os_error.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** How long nothing must have been added before files are removed. */
const QUIET_MS = 10 * 60_000;

/** With so many, the quiet is not waited for. */
const MOST_FILES = 20_000;

/**
 * Files that are of no use any more, removed in quiet times: ext4 avoids the
 * inodes of files removed within the last minutes, one by one, for each file
 * that it makes, so that removing on the way slows down every later launch
 * (`recently_deleted` in Linux, fs/ext4/ialloc.c).
 */
export class Leftovers {
  readonly #timers: Timers;
  #paths: string[] = [];
  #cancel: (() => void) | null = null;
  #addedAtMs = 0;
  #isClosed = false;

  constructor(timers = systemTimers) {
    this.#timers = timers;
  }

  add(path: string): void {
    this.#paths.push(path);
    this.#addedAtMs = this.#timers.now();
    if (this.#isClosed) this.#removeAll();
    else if (this.#paths.length >= MOST_FILES) void this.#remove();
    else this.#wait(QUIET_MS);
  }

  /** Removes them now, and whatever is still added, at once. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#cancel = null;
    this.#removeAll();
  }

  #wait(delayMs: number): void {
    this.#cancel ??= this.#timers.after(delayMs, () => {
      this.#cancel = null;
      const leftMs = this.#addedAtMs + QUIET_MS - this.#timers.now();
      if (leftMs > 0) this.#wait(Math.min(leftMs, QUIET_MS)); // A clock set back.
      else void this.#remove();
    });
  }

  /** One after another, so that a launch meanwhile need not wait. */
  async #remove(): Promise<void> {
    for (const path of this.#paths.splice(0)) {
      await Deno.remove(path).catch(passOver);
    }
  }

  #removeAll(): void {
    for (const path of this.#paths.splice(0)) {
      try {
        Deno.removeSync(path);
      } catch (error) {
        passOver(error);
      }
    }
  }
}

/** What cannot be removed harms nobody. */
function passOver(error: unknown): void {
  if (!isOsError(error)) throw error;
}
