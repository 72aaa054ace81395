import { assertEquals } from "@std/assert";
import { splitTags } from "./tag_text.ts";

Deno.test("splitTags() takes commas, blanks and number signs", () => {
  assertEquals(splitTags(" #a,b  c,, "), ["a", "b", "c"]);
});
