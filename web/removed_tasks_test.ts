import { assertEquals } from "@std/assert";
import { aTask, T0 } from "../tests/helpers/builders.ts";
import { ManualClock } from "../tests/helpers/fake_ports.ts";
import { RemovedTasks } from "./removed_tasks.ts";

Deno.test("RemovedTasks remembers a task for a minute", () => {
  const clock = new ManualClock();
  const removed = new RemovedTasks(() => clock.now());
  removed.keep(aTask("a"));

  clock.advance(59_999);
  assertEquals(removed.find("a")?.id, "a");
  clock.advance(1);
  assertEquals(removed.find("a"), null);
});

Deno.test("RemovedTasks forgets the oldest of too many, and what was put back", () => {
  const removed = new RemovedTasks(() => T0);
  for (let place = 0; place <= 20_000; place++) {
    removed.keep(aTask(`t${place}`));
  }
  removed.forget("t20000");

  const found = ["t0", "t1", "t20000"].map((id) =>
    removed.find(id)?.id ?? null
  );

  assertEquals(found, [null, "t1", null]);
});

Deno.test("RemovedTasks tells which ended tasks one wish removed last", () => {
  const clock = new ManualClock();
  const removed = new RemovedTasks(() => clock.now());
  const done = (id: string) => aTask(id, { name: "succeeded" });
  removed.keep(done("a"));
  clock.advance(10_000);
  removed.keep(done("b"), done("c"));
  removed.keep(aTask("queued"));
  removed.forget("c");

  const last = removed.lastEnded()!;

  assertEquals(last.tasks.map(({ id }) => id), ["b"]);
  assertEquals(last.removedAtMs, T0 + 10_000);
  clock.advance(60_000);
  assertEquals(removed.lastEnded(), null);
});
