import { assertEquals } from "@std/assert";
import { FewAtOnce } from "./few_at_once.ts";
import type { Timers } from "./timers.ts";

/** Time is up when the test says so. */
class HandTimers implements Timers {
  readonly due = new Set<() => void>();
  now(): number {
    return 0;
  }
  after(_delayMs: number, run: () => void): () => void {
    this.due.add(run);
    return () => this.due.delete(run);
  }
}

Deno.test("FewAtOnce keeps nobody waiting for what hangs, has few of it under way, and does all in the end", async () => {
  const timers = new HandTimers();
  const few = new FewAtOnce(timers);
  const gates = Array.from({ length: 9 }, () => Promise.withResolvers<void>());
  const [begun, done]: [number[], number[]] = [[], []];
  const answers = gates.map((gate, at) =>
    few.run(async () => {
      begun.push(at);
      await gate.promise;
      done.push(at);
      return "done";
    }, "late")
  );

  gates[1]!.resolve();
  const soon = await answers[1];
  const meanwhile = [...begun];
  for (const run of timers.due) run();
  const late = await Promise.all(answers.toSpliced(1, 1));
  for (const gate of gates) gate.resolve();
  await few.run(() => Promise.resolve("done"), "late");

  assertEquals([soon, ...new Set(late)], ["done", "late"]);
  assertEquals(meanwhile, [0, 1, 2, 3, 4]);
  assertEquals(done.sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("FewAtOnce gives room back after a failure", async () => {
  const few = new FewAtOnce(new HandTimers());
  const fails = () => Promise.reject(new Error("no"));

  const all = Array.from({ length: 9 }, () => few.run(fails, null));

  const results = await Promise.allSettled(all);
  assertEquals(
    new Set(results.map(({ status }) => status)),
    new Set(["rejected"]),
  );
  assertEquals(await few.run(() => Promise.resolve(1), 0), 1);
});
