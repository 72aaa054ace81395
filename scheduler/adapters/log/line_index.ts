import { LF } from "../log_lines.ts";
import type { LogReader } from "../log_reader.ts";
import { countFeeds, placeBehind } from "./line_feeds.ts";

/** How much is counted before others get their turn; divides every stride. */
const STEP_BYTES = 1024 * 1024;

/** How far apart checkpoints are, until there are too many of them. */
const FIRST_STRIDE_BYTES = 1024 * 1024;

/** Half of them are forgotten beyond that: 128 KiB for a log of any size. */
const MAX_CHECKPOINTS = 16_384;

/** What was counted last is looked at again, to know the log by. */
const SAMPLE_BYTES = 64;

/**
 * Knows which line stands where in one log, as far as it was counted: how many
 * line feeds come before each checkpoint. It grows with the log. Several may
 * count on at the same time.
 */
export class LineIndex {
  readonly #inode: number | null;
  readonly #maxCheckpoints: number;
  #strideBytes = FIRST_STRIDE_BYTES;
  #feedsBefore: number[] = [0];
  #feeds = 0;
  #sample: Uint8Array = new Uint8Array();
  /** How far it was counted. */
  bytes = 0;

  constructor(inode: number | null, maxCheckpoints = MAX_CHECKPOINTS) {
    this.#inode = inode;
    this.#maxCheckpoints = maxCheckpoints;
  }

  /** How many lines were counted; a part behind the last line feed is one. */
  get lines(): number {
    const isOpen = this.bytes > 0 && this.#sample.at(-1) !== LF;
    return this.#feeds + (isOpen ? 1 : 0);
  }

  /** How many checkpoints it remembers. */
  get checkpoints(): number {
    return this.#feedsBefore.length;
  }

  /** Whether the log is still the one that was counted, perhaps longer. */
  async fits(log: LogReader): Promise<boolean> {
    if (log.inode !== this.#inode || log.size < this.bytes) return false;
    const { bytes, sample } = { bytes: this.bytes, sample: this.#sample };
    const now = await log.read(bytes - sample.length, bytes);
    return now.length === sample.length &&
      now.every((byte, place) => byte === sample[place]);
  }

  /** Counts on up to a byte, or until so many line feeds are known. */
  async countTo(
    log: LogReader,
    byte: number,
    { feeds = Infinity, signal }: CountUntil = {},
  ): Promise<void> {
    const left = Math.max(0, log.size - this.bytes);
    const buffer = new Uint8Array(Math.min(STEP_BYTES, left));
    while (this.bytes < byte && this.#feeds < feeds && !signal?.aborted) {
      const from = this.bytes;
      const end = Math.min(
        log.size,
        (Math.floor(from / STEP_BYTES) + 1) * STEP_BYTES,
      );
      const piece = await log.readInto(buffer.subarray(0, end - from), from);
      if (piece.length === 0) return; // It was cut meanwhile.
      if (this.bytes === from) this.#take(piece); // Or another has taken it.
    }
  }

  /** How many line feeds come before a byte that was counted. */
  async feedsBefore(log: LogReader, byte: number): Promise<number> {
    const place = this.#checkpointBefore(byte);
    let feeds = this.#feedsBefore[place]!;
    const from = place * this.#strideBytes;
    for await (const piece of log.chunks(from, byte)) {
      feeds += countFeeds(piece);
    }
    return feeds;
  }

  /** Where the line behind so many line feeds begins; the end if beyond it. */
  async byteBehind(
    log: LogReader,
    feeds: number,
    signal?: AbortSignal,
  ): Promise<number> {
    await this.countTo(log, log.size, { feeds, ...signal && { signal } });
    if (this.#feeds < feeds) return log.size;
    const place = this.#checkpointOf(feeds);
    let at = place * this.#strideBytes;
    let left = feeds - this.#feedsBefore[place]!;
    for await (const piece of log.chunks(at, this.bytes)) {
      const here = left === 0 ? 0 : countFeeds(piece);
      if (here >= left) return at + placeBehind(piece, left);
      left -= here;
      at += piece.length;
    }
    return at;
  }

  #take(piece: Uint8Array): void {
    this.#feeds += countFeeds(piece);
    this.bytes += piece.length;
    this.#sample = piece.slice(-SAMPLE_BYTES);
    if (this.bytes % this.#strideBytes !== 0) return;
    this.#feedsBefore.push(this.#feeds);
    if (this.#feedsBefore.length <= this.#maxCheckpoints) return;
    this.#feedsBefore = this.#feedsBefore.filter((_, at) => at % 2 === 0);
    this.#strideBytes *= 2;
  }

  #checkpointBefore(byte: number): number {
    const place = Math.floor(byte / this.#strideBytes);
    return Math.min(place, this.#feedsBefore.length - 1);
  }

  /** The last checkpoint with no more line feeds before it than that. */
  #checkpointOf(feeds: number): number {
    let low = 0;
    let high = this.#feedsBefore.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#feedsBefore[middle]! <= feeds) low = middle;
      else high = middle - 1;
    }
    // A line may reach over checkpoints: it begins before all of them.
    while (low > 0 && this.#feedsBefore[low] === feeds) low--;
    return low;
  }
}

/** When to stop counting early. */
export interface CountUntil {
  readonly feeds?: number;
  readonly signal?: AbortSignal;
}
