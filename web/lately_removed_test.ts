import { assertEquals } from "@std/assert";
import { T0 } from "../tests/helpers/builders.ts";
import { ManualClock } from "../tests/helpers/fake_ports.ts";
import { LatelyRemoved } from "./lately_removed.ts";

Deno.test("LatelyRemoved remembers for a minute", () => {
  const clock = new ManualClock();
  const removed = new LatelyRemoved<number>(() => clock.now());
  removed.keep("a", 1);

  clock.advance(59_999);
  assertEquals(removed.find("a"), 1);
  clock.advance(1);
  assertEquals(removed.find("a"), null);
});

Deno.test("LatelyRemoved forgets the oldest of too many, and what was put back", () => {
  const removed = new LatelyRemoved<number>(() => T0);
  for (let place = 0; place <= 10_000; place++) removed.keep(`${place}`, place);
  removed.forget("10000");

  const found = ["0", "1", "10000"].map((key) => removed.find(key));

  assertEquals(found, [null, 1, null]);
});
