import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { countFeeds, placeBehind } from "./line_feeds.ts";

Deno.test("countFeeds() counts as one by one would, wherever the bytes lie", () => {
  const aByte = fc.oneof(
    fc.constantFrom(10, 0x8a, 0, 11, 9, 0xff, 0x0a),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(fc.property(
    fc.array(aByte, { maxLength: 60 }),
    fc.nat(5),
    fc.integer({ min: 1, max: 80 }),
    (some, skipped, times) => {
      const all = Uint8Array.from(Array(times).fill(some).flat());
      const bytes = all.subarray(skipped);

      const feeds = bytes.filter((byte) => byte === 10).length;
      assertEquals(countFeeds(bytes), feeds);
      assertEquals(placeBehind(bytes, feeds), bytes.lastIndexOf(10) + 1);
    },
  ));
  assertEquals(countFeeds(new Uint8Array(100_003).fill(10)), 100_003);
});
