import { type LogGap, writtenByte } from "../log_gap.ts";
import { LF } from "../log_lines.ts";

const BLOCK_BYTES = 1024 * 1024;

/** What two pieces of one long line share, so that no hit lies between. */
const SHARED_BYTES = 8192;

/** A piece of a file, and where it stands. Its bytes are used again. */
export interface LineBlock {
  readonly bytes: Uint8Array;
  readonly atByte: number;
}

/** What a file leaves out, and how large pieces are. */
export interface BlockOptions {
  readonly gap?: LogGap | null;
  readonly blockBytes?: number;
  readonly sharedBytes?: number;
}

/**
 * Reads a file in pieces of whole lines. A line that is longer than a piece
 * comes in several, which share what is at their border.
 */
export function* lineBlocks(
  file: Deno.FsFile,
  from: number,
  end: number,
  { gap = null, blockBytes = BLOCK_BYTES, sharedBytes = SHARED_BYTES }:
    BlockOptions = {},
): Generator<LineBlock, void, void> {
  const buffer = new Uint8Array(blockBytes);
  let atByte = from;
  let filled = 0;
  const border = gap?.from ?? Infinity;
  while (atByte + filled < end) {
    const most = Math.min(buffer.length, end - atByte);
    const next = atByte + filled;
    const side = next < border ? border - atByte : Infinity;
    file.seekSync(writtenByte(gap, next), Deno.SeekMode.Start);
    const got = file.readSync(buffer.subarray(filled, Math.min(most, side)));
    if (got === null) break; // It was cut meanwhile.
    filled += got;
    if (filled < most) continue;
    const isLast = atByte + filled >= end;
    const whole = buffer.subarray(0, filled).lastIndexOf(LF) + 1;
    const isInside = whole === 0 && !isLast;
    yield {
      bytes: buffer.subarray(0, isLast || isInside ? filled : whole),
      atByte,
    };
    if (isLast) return;
    const kept = isInside ? characterAt(buffer, filled - sharedBytes) : whole;
    buffer.copyWithin(0, kept, filled);
    atByte += kept;
    filled -= kept;
  }
  if (filled > 0) yield { bytes: buffer.subarray(0, filled), atByte };
}

/** Where the character begins that a byte belongs to. */
function characterAt(bytes: Uint8Array, at: number): number {
  const least = Math.max(1, at - 3);
  let start = at;
  while (start > least && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}
