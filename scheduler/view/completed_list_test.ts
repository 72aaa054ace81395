import { assertEquals } from "@std/assert";
import { pagesOf } from "./completed_list.ts";

Deno.test("pagesOf() counts a page for nothing, and one more for a rest", () => {
  assertEquals([0, 1, 50, 51].map(pagesOf), [1, 1, 1, 2]);
});
