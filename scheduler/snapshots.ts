import type { SchedulerState } from "./model/state.ts";
import type { Journal } from "./ports.ts";

/** Writes a snapshot whenever the journal has grown, one at a time. */
export class Snapshots {
  readonly #journal: Journal;
  readonly #maxJournalBytes: number;
  readonly #warn: (line: string) => void;
  #writing: Promise<void> | null = null;

  constructor(
    journal: Journal,
    maxJournalBytes: number,
    warn: (line: string) => void,
  ) {
    this.#journal = journal;
    this.#maxJournalBytes = maxJournalBytes;
    this.#warn = warn;
  }

  /** Begins one where it is time, and returns at once. */
  writeIfDue(state: SchedulerState): void {
    if (this.#journal.bytesSinceSnapshot <= this.#maxJournalBytes) return;
    this.#writing ??= this.#write(state);
  }

  /** Resolves once none is being written. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #write(state: SchedulerState): Promise<void> {
    try {
      await this.#journal.snapshot(state);
    } catch (error) {
      const { message } = error as Error;
      this.#warn(`Cannot write the snapshot: ${message}`);
    } finally {
      this.#writing = null;
    }
  }
}
