import { assertEquals } from "@std/assert";
import { withTag } from "./task_tags.ts";

Deno.test("withTag() adds a tag, and takes it away again", () => {
  assertEquals(withTag(withTag(["a"], "b"), "a"), ["b"]);
});
