import { assert, assertEquals } from "@std/assert";
import { Invalid } from "./issues.ts";
import { mergeTags, readTags } from "./tags.ts";

Deno.test("readTags() takes a list, or text with commas, and counts each once", () => {
  assertEquals(readTags("lr, ablation,,lr"), ["lr", "ablation"]);
  assertEquals(readTags(["vit-b16", "größe"]), ["vit-b16", "größe"]);
  assertEquals(readTags(""), []);
});

for (const bad of [["a b"], ["-x"], ["#x"], "a/b", [1], 3, "x".repeat(41)]) {
  Deno.test(`readTags() refuses ${JSON.stringify(bad)}`, () => {
    assert(readTags(bad) instanceof Invalid);
  });
}

Deno.test("mergeTags() keeps the order and drops what stands twice", () => {
  assertEquals(mergeTags(["a"], ["b", "a"], []), ["a", "b"]);
});
