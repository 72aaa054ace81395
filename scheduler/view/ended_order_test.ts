import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { aTask, T0 } from "../../tests/helpers/builders.ts";
import { naturalKey, sortEnded } from "./ended_order.ts";
import type { Sort } from "./ended_query.ts";

const ended = { name: "succeeded" } as const;
const OLD = aTask("run-2", ended, { tags: ["vit", "a"] }, {
  endedAtMs: T0 + 1,
  startedAtMs: T0 - 5,
});
const NEW = aTask("run-10", ended, { tags: ["lr"] }, {
  endedAtMs: T0 + 9,
  startedAtMs: T0 - 9,
});
const NEVER_STARTED = aTask("run-1", { name: "terminated" }, {}, {
  endedAtMs: T0 + 5,
  startedAtMs: null,
});

Deno.test("sortEnded() stands in each of the orders", () => {
  const sorted = (sort: Sort) =>
    sortEnded([OLD, NEW, NEVER_STARTED], sort, naturalKey).map(({ id }) => id);

  assertEquals(sorted("ended-newest"), ["run-10", "run-1", "run-2"]);
  assertEquals(sorted("ended-oldest"), ["run-2", "run-1", "run-10"]);
  assertEquals(sorted("name-az"), ["run-1", "run-2", "run-10"]);
  assertEquals(sorted("name-za"), ["run-10", "run-2", "run-1"]);
  assertEquals(sorted("started-newest"), ["run-2", "run-10", "run-1"]);
  assertEquals(sorted("started-oldest"), ["run-10", "run-2", "run-1"]);
  assertEquals(sorted("tag"), ["run-10", "run-2", "run-1"]);
});

Deno.test("naturalKey() orders numbers by their value, however long", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
      const [left, right] = [naturalKey(`run-${a}`), naturalKey(`run-${b}`)];
      assertEquals(left < right, a < b);
    }),
  );
});

Deno.test("naturalKey() takes no heed of case, accents and leading zeros", () => {
  assertEquals(naturalKey("Größe-007"), naturalKey("grOße-7"));
  assertEquals(naturalKey("run-9") < naturalKey("run-a"), true);
});
