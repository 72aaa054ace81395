import { assertEquals } from "@std/assert";
import { cutTo, widthOf } from "./width.ts";

Deno.test("widthOf() counts columns of a terminal, not characters", () => {
  const widths = {
    "fit-3": 5,
    "実験": 4,
    "ｆｉｔ": 6,
    "한글": 4,
    "e\u0301tat": 4,
    "🚀run": 5,
    "👩‍🔬": 2,
    "×2 – …": 6,
    "\u200b": 0,
  };

  for (const [text, width] of Object.entries(widths)) {
    assertEquals([text, widthOf(text)], [text, width]);
  }
});

Deno.test("cutTo() never cuts a character in two, nor goes over", () => {
  assertEquals(cutTo("実験", 3), "実");
  assertEquals(cutTo("e\u0301tat", 1), "e\u0301");
  assertEquals(cutTo("fit", 5), "fit");
});
