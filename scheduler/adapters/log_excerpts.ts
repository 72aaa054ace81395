import {
  countEnds,
  CR,
  joined,
  LF,
  LineCounter,
  linesOf,
  offsetAfter,
} from "./log_lines.ts";
import { CHUNK_BYTES, type LogReader } from "./log_reader.ts";

const RULE = "=".repeat(28);

/**
 * Reads the last lines, backwards from the end and no further than needed. At
 * most `maxBytes` are read: a longer line loses its beginning.
 */
export async function lastLines(
  log: LogReader,
  count: number,
  maxBytes: number,
): Promise<string[]> {
  if (count === 0) return [];
  const from = Math.max(0, log.size - maxBytes);
  const pieces: Uint8Array[] = [];
  let start = log.size;
  // One end more than lines: the last line has one too, mostly.
  for (let ends = 0; start > from && ends < count + 1;) {
    const end = start;
    start = Math.max(from, end - CHUNK_BYTES);
    const piece = await log.read(start, end);
    ends += countEnds(piece);
    if (piece.at(-1) === CR && pieces[0]?.[0] === LF) ends--; // One CRLF.
    pieces.unshift(piece);
  }
  const lines = linesOf(concatenated(start > 0, pieces));
  return lines.slice(-count);
}

/** Reads the first lines, of at most `maxBytes` together. */
export async function firstLines(
  log: LogReader,
  count: number,
  maxBytes: number,
): Promise<string[]> {
  if (count === 0) return [];
  const pieces: Uint8Array[] = [];
  const counter = new LineCounter();
  for await (const piece of log.chunks(0, Math.min(log.size, maxBytes))) {
    pieces.push(piece);
    counter.take(piece);
    if (counter.ends >= count && piece.at(-1) !== CR) break;
  }
  const bytes = concatenated(false, pieces);
  return linesOf(bytes.subarray(0, offsetAfter(bytes, count)));
}

/**
 * Shows both ends of a log of so many lines and how many lie between, as
 * ANT 1.1.0 words it. A log that is short in lines, but not in bytes, loses
 * its middle too.
 */
export async function truncatedText(
  log: LogReader,
  lines: number,
  maxLines: number,
  maxBytes: number,
): Promise<string> {
  if (lines <= maxLines && log.size <= maxBytes) {
    return joined(await firstLines(log, lines, log.size));
  }
  const half = Math.floor(maxLines / 2);
  const share = Math.floor(maxBytes / 2);
  const head = await firstLines(log, half, share);
  const tail = await lastLines(log, half, share);
  const hidden = lines > maxLines
    ? `${lines - 2 * half} hidden lines ...`
    : `${log.size - 2 * share} hidden bytes ...`;
  const between = ["", "", RULE, hidden, RULE, "", ""];
  return joined([...head, ...between, ...tail]);
}

/** Puts pieces together; one that begins in a character's midst loses that. */
function concatenated(
  isCut: boolean,
  pieces: readonly Uint8Array[],
): Uint8Array {
  const bytes = new Uint8Array(
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  let start = 0;
  while (isCut && start < 3 && (bytes[start]! & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}
