import { assertEquals } from "@std/assert";
import { readRange } from "./byte_range.ts";

Deno.test("readRange() reads one range, cut at the end", () => {
  assertEquals(readRange("bytes=0-0", 10), { start: 0, end: 1 });
  assertEquals(readRange("bytes=3-", 10), { start: 3, end: 10 });
  assertEquals(readRange("bytes=3-99", 10), { start: 3, end: 10 });
  assertEquals(readRange("BYTES=-4", 10), { start: 6, end: 10 });
  assertEquals(readRange("bytes=-99", 10), { start: 0, end: 10 });
});

Deno.test("readRange() finds none beyond the end, and none in an empty log", () => {
  assertEquals(readRange("bytes=10-", 10), "none");
  assertEquals(readRange("bytes=-0", 10), "none");
  assertEquals(readRange("bytes=0-", 0), "none");
  assertEquals(readRange("bytes=-5", 0), "none");
});

Deno.test("readRange() passes over what it does not understand", () => {
  for (
    const header of [
      null,
      "",
      "bytes=",
      "bytes=-",
      "bytes=5-4",
      "bytes=0-1,3-4",
      "lines=0-1",
      "bytes=a-b",
      `bytes=${"9".repeat(16)}-`,
    ]
  ) {
    assertEquals(readRange(header, 10), null, String(header));
  }
});
