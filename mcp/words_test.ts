import { assertEquals } from "@std/assert";
import { at, plainLine } from "./words.ts";

Deno.test("plainLine() leaves what a terminal would show in the end", () => {
  assertEquals(plainLine("\u001b[31mError\u001b[0m: no"), "Error: no");
  assertEquals(plainLine(" 10%\r 50%\r100%\r"), "100%");
  assertEquals(plainLine("\u001b]0;title\u0007text"), "text");
  assertEquals(plainLine(""), "");
});

Deno.test("at() writes an instant as ISO 8601, and none for none", () => {
  assertEquals(at(1_700_000_000_123), "2023-11-14T22:13:20Z");
  assertEquals(at(null), null);
});
