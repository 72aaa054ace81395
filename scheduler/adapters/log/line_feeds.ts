import { LF } from "../log_lines.ts";

const WORD_BYTES = 4;

/** So many words may each add 1 to every byte of a sum of four. */
const MAX_WORDS = 255;

const FOUR_FEEDS = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;

/**
 * Counts the line feeds in some bytes, four bytes at a step: a byte of a word
 * that differs from LF in no bit leaves its highest bit clear ("Hacker's
 * Delight", 6-1), and four counts are kept in one number.
 */
export function countFeeds(bytes: Uint8Array): number {
  const skipped = (WORD_BYTES - bytes.byteOffset % WORD_BYTES) % WORD_BYTES;
  if (bytes.length < skipped + WORD_BYTES) return countEach(bytes);
  const length = Math.floor((bytes.length - skipped) / WORD_BYTES);
  const start = bytes.byteOffset + skipped;
  const words = new Int32Array(bytes.buffer, start, length);
  let feeds = countEach(bytes.subarray(0, skipped)) +
    countEach(bytes.subarray(skipped + length * WORD_BYTES));
  for (let at = 0; at < length;) {
    const end = Math.min(length, at + MAX_WORDS);
    let four = 0;
    for (; at < end; at++) {
      const word = words[at]! ^ FOUR_FEEDS;
      const others = ((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS;
      four = (four + (~others >>> 7)) | 0;
    }
    feeds += (four & 255) + (four >>> 8 & 255) + (four >>> 16 & 255) +
      (four >>> 24);
  }
  return feeds;
}

/** Where the byte behind so many line feeds stands; there must be as many. */
export function placeBehind(
  bytes: Uint8Array,
  feeds: number,
  from = 0,
): number {
  let at = from;
  for (let seen = 0; seen < feeds; seen++) at = bytes.indexOf(LF, at) + 1;
  return at;
}

function countEach(bytes: Uint8Array): number {
  let feeds = 0;
  for (const byte of bytes) if (byte === LF) feeds++;
  return feeds;
}
