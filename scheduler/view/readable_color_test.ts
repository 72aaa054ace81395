import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  contrast,
  hexOf,
  paletteColor,
  readableOn,
  type Rgb,
  TERMINAL_GROUNDS,
} from "./readable_color.ts";

const part = fc.integer({ min: 0, max: 255 });

Deno.test("readableOn() makes any color read at 4.5:1 on both grounds", () => {
  fc.assert(fc.property(fc.tuple(part, part, part), (color: Rgb) => {
    for (const ground of TERMINAL_GROUNDS) {
      assert(contrast(readableOn(ground, color), ground) >= 4.5);
    }
  }));
});

Deno.test("readableOn() leaves a color that reads as it is", () => {
  assertEquals(readableOn(TERMINAL_GROUNDS[1], [240, 10, 90]), [240, 10, 90]);
});

Deno.test("paletteColor() knows the cube and the grays", () => {
  const colors = [16, 196, 231, 232, 255].map(paletteColor).map(hexOf);

  assertEquals(colors, ["#000000", "#ff0000", "#ffffff", "#080808", "#eeeeee"]);
});
