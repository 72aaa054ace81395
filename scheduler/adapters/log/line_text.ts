import { CR, LF } from "../log_lines.ts";
import type { LogReader } from "../log_reader.ts";
import { type LineBounds, MAX_LINE_BYTES } from "./line_bounds.ts";

const SIDE_BYTES = MAX_LINE_BYTES / 2;

/**
 * Reads lines that follow one another, without their LF or CRLF. Bytes that
 * are no UTF-8 become U+FFFD. Of a line that is too long, both ends are read,
 * with a mark between them.
 */
export async function readLines(
  log: LogReader,
  bounds: readonly LineBounds[],
): Promise<string[]> {
  const lines: string[] = [];
  for (let at = 0; at < bounds.length;) {
    const long = bounds.findIndex((line, place) => place >= at && isLong(line));
    const whole = bounds.slice(at, long === -1 ? bounds.length : long);
    lines.push(...await wholeLines(log, whole));
    if (long !== -1) lines.push(await cutLine(log, bounds[long]!));
    at = long === -1 ? bounds.length : long + 1;
  }
  return lines;
}

async function wholeLines(
  log: LogReader,
  bounds: readonly LineBounds[],
): Promise<string[]> {
  if (bounds.length === 0) return [];
  const from = bounds[0]!.start;
  const bytes = await log.read(from, bounds.at(-1)!.end);
  return bounds.map(({ start, end }) =>
    decoder().decode(withoutEnd(bytes.subarray(start - from, end - from)))
  );
}

async function cutLine(
  log: LogReader,
  { start, end }: LineBounds,
): Promise<string> {
  const head = await log.read(start, start + SIDE_BYTES);
  const tail = withoutEnd(await log.read(end - SIDE_BYTES, end));
  let begin = 0; // A character that begins in the middle is left out too.
  while (begin < 3 && (tail[begin]! & 0xc0) === 0x80) begin++;
  const hidden = (end - start - 2 * SIDE_BYTES).toLocaleString("en-US");
  return decoder().decode(head, { stream: true }) + // Keeps back half of one.
    ` [... ${hidden} bytes of this line are not shown ...] ` +
    decoder().decode(tail.subarray(begin));
}

function isLong({ start, end }: LineBounds): boolean {
  return end - start > MAX_LINE_BYTES;
}

function withoutEnd(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== LF) return bytes;
  return bytes.subarray(0, bytes.at(-2) === CR ? -2 : -1);
}

function decoder(): TextDecoder {
  return new TextDecoder("utf-8", { ignoreBOM: true });
}
