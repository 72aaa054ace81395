import { assertEquals } from "@std/assert";
import { harmless } from "./harmless.ts";

Deno.test("harmless() spells out what a terminal would obey, in a way that JSON reads", () => {
  const text = "a\x1b[2Jb\x9b1mc\u202ed\r\x07\te\nf";

  const spelled = harmless(text);

  assertEquals(
    spelled,
    "a\\u001b[2Jb\\u009b1mc\\u202ed\\u000d\\u0007\te\nf",
  );
  assertEquals(JSON.parse(harmless(JSON.stringify(text))), text);
});
