import type { LogChunk } from "../../../scheduler/mod.ts";

/** A piece of a log as text, and where it stands. */
export interface TextPiece {
  readonly atByte: number;
  readonly text: string;
  readonly nextByte: number;
}

/**
 * Decodes pieces of UTF-8 so that no character is cut: what a piece ends with
 * in the middle of one waits for the next. Bytes that are no UTF-8 become
 * marks.
 */
export async function* decodePieces(
  chunks: AsyncIterable<LogChunk>,
): AsyncGenerator<TextPiece, void, void> {
  let left: LogChunk = { atByte: 0, bytes: new Uint8Array() };
  for await (const chunk of chunks) {
    const whole = joined(left, chunk);
    const length = wholeCharacters(whole.bytes);
    if (length > 0) yield pieceOf(whole, length);
    left = {
      atByte: whole.atByte + length,
      bytes: whole.bytes.slice(length),
    };
  }
  if (left.bytes.length > 0) yield pieceOf(left, left.bytes.length);
}

/** Puts what was left before a chunk that goes on from there. */
function joined(left: LogChunk, chunk: LogChunk): LogChunk {
  const goesOn = left.atByte + left.bytes.length === chunk.atByte;
  if (!goesOn || left.bytes.length === 0) return chunk;
  const bytes = new Uint8Array(left.bytes.length + chunk.bytes.length);
  bytes.set(left.bytes);
  bytes.set(chunk.bytes, left.bytes.length);
  return { atByte: left.atByte, bytes };
}

function pieceOf({ atByte, bytes }: LogChunk, length: number): TextPiece {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const text = decoder.decode(bytes.subarray(0, length));
  return { atByte, text, nextByte: atByte + length };
}

/** How many bytes there are before a character that has only begun. */
function wholeCharacters(bytes: Uint8Array): number {
  const least = Math.max(0, bytes.length - 3);
  for (let at = bytes.length - 1; at >= least; at--) {
    const length = lengthFrom(bytes[at]!);
    if (length === 0) continue; // The middle of one: look for its beginning.
    return at + length > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

/** The length that a first byte promises (RFC 3629, 3); 0 for later bytes. */
function lengthFrom(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
