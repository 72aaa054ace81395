import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LogChunk } from "../../../scheduler/mod.ts";
import { decodePieces, type TextPiece } from "./utf8_pieces.ts";

async function* chunksOf(
  pieces: readonly Uint8Array[],
  fromByte = 0,
): AsyncGenerator<LogChunk> {
  let atByte = fromByte;
  for (const piece of pieces) {
    yield { atByte, bytes: new Uint8Array(piece) };
    atByte += piece.length;
  }
}

function decode(chunks: AsyncIterable<LogChunk>): Promise<TextPiece[]> {
  return Array.fromAsync(decodePieces(chunks));
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))]
    .sort((a, b) => a - b);
  return [0, ...places].map((start, index) =>
    bytes.subarray(start, places[index] ?? bytes.length)
  );
}

Deno.test("decodePieces() tells the same text however the bytes were cut", async () => {
  await fc.assert(fc.asyncProperty(
    fc.string({ unit: "binary" }),
    fc.array(fc.nat()),
    async (text, cuts) => {
      const bytes = new TextEncoder().encode(text);

      const pieces = await decode(chunksOf(cutAt(bytes, cuts)));

      assertEquals(pieces.map(({ text }) => text).join(""), text);
      let atByte = 0;
      for (const piece of pieces) {
        assertEquals(piece.atByte, atByte);
        atByte = piece.nextByte;
        // Its place and its text agree, so that a reader may go on from it.
        const { length } = new TextEncoder().encode(piece.text);
        assertEquals(piece.nextByte - piece.atByte, length);
      }
      assertEquals(atByte, bytes.length);
    },
  ));
});

Deno.test("decodePieces() marks bytes that are no UTF-8, and loses no place", async () => {
  await fc.assert(fc.asyncProperty(
    fc.uint8Array({ maxLength: 40 }),
    fc.array(fc.nat()),
    async (bytes, cuts) => {
      const pieces = await decode(chunksOf(cutAt(bytes, cuts)));

      const places = pieces.flatMap(({ atByte, nextByte }) => [
        atByte,
        nextByte,
      ]);
      assertEquals(places, places.toSorted((a, b) => a - b));
      assertEquals(places.at(-1) ?? 0, bytes.length);
    },
  ));
  const half = new Uint8Array([0x61, 0xe2, 0x82]);
  assertEquals(await decode(chunksOf([half])), [
    { atByte: 0, text: "a", nextByte: 1 },
    { atByte: 1, text: "\ufffd", nextByte: 3 },
  ]);
});

Deno.test("decodePieces() forgets half a character when the log begins anew", async () => {
  const begun = [
    { atByte: 7, bytes: new Uint8Array([0xe2]) },
    { atByte: 0, bytes: new Uint8Array([0x62]) },
  ];

  const pieces = await decode(ReadableStream.from(begun));

  assertEquals(pieces, [{ atByte: 0, text: "b", nextByte: 1 }]);
});
