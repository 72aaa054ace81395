import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { placeAtPx, topOf, windowOf } from "./row_window.ts";

const anyHeights = fc.record({
  count: fc.integer({ min: 1, max: 200 }),
  rowPx: fc.integer({ min: 20, max: 60 }),
  extras: fc.array(
    fc.tuple(fc.nat({ max: 199 }), fc.integer({ min: 1, max: 500 })),
  ),
}).map(({ count, rowPx, extras }) => ({
  count,
  rowPx,
  extraPx: new Map(extras.filter(([place]) => place < count)),
}));

Deno.test("placeAtPx() finds the row that topOf() puts there, whatever the heights", () => {
  fc.assert(fc.property(anyHeights, fc.nat(), (heights, seed) => {
    const place = seed % heights.count;
    const top = topOf(heights, place);
    const bottom = topOf(heights, place + 1) - 1;
    assertEquals([placeAtPx(heights, top), placeAtPx(heights, bottom)], [
      place,
      place,
    ]);
  }));
});

Deno.test("windowOf() and what it leaves out are as high as the whole list", () => {
  fc.assert(
    fc.property(anyHeights, fc.nat({ max: 9000 }), (heights, fromPx) => {
      const { first, end, extraAbovePx, extraBelowPx } = windowOf(
        heights,
        fromPx,
        fromPx + 800,
      );
      const { count, rowPx } = heights;
      const drawn = topOf(heights, end) - topOf(heights, first);
      const above = first * rowPx + extraAbovePx;
      const below = (count - end) * rowPx + extraBelowPx;
      assertEquals(above + drawn + below, topOf(heights, count));
      assertEquals(above, topOf(heights, first));
    }),
  );
});

Deno.test("windowOf() draws what is in sight and little more", () => {
  const heights = { count: 10_000, rowPx: 44, extraPx: new Map([[3, 300]]) };

  const { first, end } = windowOf(heights, 44 * 5000, 44 * 5000 + 900);

  assertEquals([first < 5000, end > 5020], [true, true]);
  assertEquals(end - first < 60, true);
  assertEquals(windowOf({ ...heights, count: 0 }, 0, 900).end, 0);
});
