import type { Journal } from "../ports.ts";

/** Keeps nothing: for `RECOVERY_enabled: false`. */
export class MemoryJournal implements Journal {
  readonly bytesSinceSnapshot = 0;
  readonly problem = null;

  append(): Promise<void> {
    return Promise.resolve();
  }

  snapshot(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
