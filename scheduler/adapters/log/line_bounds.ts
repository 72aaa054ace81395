import { LF } from "../log_lines.ts";
import { CHUNK_BYTES, type LogReader } from "../log_reader.ts";

/** A line's bytes, its line feed included. */
export interface LineBounds {
  readonly start: number;
  readonly end: number;
}

/** A longer line is shown with its middle left out. */
export const MAX_LINE_BYTES = 64 * 1024;

/** So much text is shown at once; one line at least. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/** Collects lines until there are enough, in number or in text. */
class Collected {
  readonly lines: LineBounds[] = [];
  #room = MAX_TEXT_BYTES;
  isFull = false;

  constructor(readonly count: number) {}

  take(start: number, end: number): void {
    this.#room -= Math.min(end - start, MAX_LINE_BYTES);
    if (this.#room >= 0 || this.lines.length === 0) {
      this.lines.push({ start, end });
    }
    this.isFull = this.#room <= 0 || this.lines.length >= this.count;
  }
}

/** Finds lines forwards from a byte where one begins. */
export async function linesFrom(
  log: LogReader,
  byte: number,
  count: number,
  signal?: AbortSignal,
): Promise<LineBounds[]> {
  const found = new Collected(count);
  let start = byte;
  let at = byte;
  for await (const piece of log.chunks(byte, log.size)) {
    let feed = piece.indexOf(LF);
    for (; feed !== -1; feed = piece.indexOf(LF, feed + 1)) {
      found.take(start, at + feed + 1);
      if (found.isFull) return found.lines;
      start = at + feed + 1;
    }
    at += piece.length;
    if (signal?.aborted) break;
  }
  if (start < at) found.take(start, at);
  return found.lines;
}

/** Finds lines backwards from a byte where one ends, and tells them in order. */
export async function linesBefore(
  log: LogReader,
  byte: number,
  count: number,
  signal?: AbortSignal,
): Promise<LineBounds[]> {
  const found = new Collected(count);
  let end = byte;
  // Whatever the last byte is, it belongs to the last line.
  for (let at = byte - 1; at > 0 && !found.isFull && !signal?.aborted;) {
    const from = Math.max(0, at - CHUNK_BYTES);
    const piece = await log.read(from, at);
    let feed = piece.lastIndexOf(LF);
    while (feed !== -1 && !found.isFull) {
      found.take(from + feed + 1, end);
      end = from + feed + 1;
      feed = feed === 0 ? -1 : piece.lastIndexOf(LF, feed - 1);
    }
    at = from;
  }
  if (!found.isFull && end > 0) found.take(0, end);
  return found.lines.reverse();
}

/** The first byte from there on where a line begins, or the log's end. */
export async function lineStartFrom(
  log: LogReader,
  byte: number,
  signal?: AbortSignal,
): Promise<number> {
  if (byte === 0 || byte >= log.size) return Math.min(byte, log.size);
  const [line] = await linesFrom(log, byte - 1, 1, signal);
  return line?.end ?? log.size;
}

/** Where the line begins that a byte belongs to, or the log's end. */
export async function lineStartOf(
  log: LogReader,
  byte: number,
  signal?: AbortSignal,
): Promise<number> {
  if (byte >= log.size) return log.size;
  const [line] = await linesBefore(log, byte + 1, 1, signal);
  return line!.start;
}
