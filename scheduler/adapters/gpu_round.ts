import type { GpuRow } from "./parse_smi.ts";

/**
 * Cuts the endless output of `nvidia-smi -lms` into rounds, one row a GPU.
 *
 * Nothing marks a round's end. It is over when the last GPU of the round
 * before has reported, and at the latest when an index does not go up.
 */
export class GpuRounds {
  #rows: GpuRow[] = [];
  #lastIndex: number | null = null;

  /** Takes a row; answers with the round that it completes, or `null`. */
  push(row: GpuRow): readonly GpuRow[] | null {
    if (this.#rows.length === 0 && row.index > (this.#lastIndex ?? Infinity)) {
      // The round just given out had one more GPU: wait for it from now on.
      this.#lastIndex = row.index;
      return null;
    }
    const before = this.#rows.at(-1);
    if (before !== undefined && row.index <= before.index) {
      const done = this.flush();
      this.#rows.push(row);
      // A single GPU: this row is a round, too, and newer.
      return row.index === this.#lastIndex ? this.flush() : done;
    }
    this.#rows.push(row);
    return row.index === this.#lastIndex ? this.flush() : null;
  }

  /** Ends the round by force, as after a silence; `null` when none is open. */
  flush(): readonly GpuRow[] | null {
    const rows = this.#rows;
    if (rows.length === 0) return null;
    this.#rows = [];
    this.#lastIndex = rows.at(-1)!.index;
    return rows;
  }

  /** Whether a round has begun and not ended. */
  get isOpen(): boolean {
    return this.#rows.length > 0;
  }
}
