import { assertEquals, assertRejects } from "@std/assert";
import { within } from "./within.ts";

Deno.test("within() tells whether the work was done in time", async () => {
  const never = Promise.withResolvers<void>();

  assertEquals(await within(10_000, Promise.resolve()), true);
  assertEquals(await within(1, never.promise), false);
  await assertRejects(() => within(10_000, Promise.reject(new Error("no"))));
});
