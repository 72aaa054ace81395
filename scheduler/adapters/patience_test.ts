import { assertEquals } from "@std/assert";
import { Patience } from "./patience.ts";
import type { Timers } from "./timers.ts";

class CountedTimers implements Timers {
  readonly armed: { readonly delayMs: number; readonly run: () => void }[] = [];
  cancelled = 0;
  now = () => 0;

  after(delayMs: number, run: () => void): () => void {
    this.armed.push({ delayMs, run });
    return () => this.cancelled++;
  }
}

function waiting() {
  const timers = new CountedTimers();
  const called: string[] = [];
  const clock = { nowMs: 0 };
  const patience = new Patience(2_000, timers, () => clock.nowMs);
  const after = (name: string) => patience.after(() => called.push(name));
  return { timers, called, clock, patience, after };
}

Deno.test("Patience takes one timer for many, and calls back each who still waits", () => {
  const { timers, called, after } = waiting();

  after("first");
  const cancel = after("second");
  after("third");
  cancel();
  timers.armed[0]!.run();

  assertEquals(called, ["first", "third"]);
  assertEquals(timers.armed.map(({ delayMs }) => delayMs), [2_000]);
});

Deno.test("Patience clears its timer with the last, and sets it for the next", () => {
  const { timers, called, after } = waiting();

  after("gone")();
  after("there");
  timers.armed[1]!.run();

  assertEquals([timers.cancelled, called], [1, ["there"]]);
});

Deno.test("Patience lets nobody who came later go with the first", () => {
  const { timers, called, clock, after } = waiting();

  after("first");
  clock.nowMs = 400;
  after("later");
  timers.armed[0]!.run();

  assertEquals(called, ["first"]);
  assertEquals(timers.armed[1]!.delayMs, 400);
  timers.armed[1]!.run();
  assertEquals(called, ["first", "later"]);
});

Deno.test("Patience waits no longer for who came before, when one comes again", () => {
  const { timers, called, clock, patience, after } = waiting();
  patience.after(() => after("again"));
  clock.nowMs = 400;
  after("later");

  clock.nowMs = 2_000;
  timers.armed[0]!.run();
  timers.armed[1]!.run();

  assertEquals(timers.armed.map(({ delayMs }) => delayMs), [2_000, 400, 1_600]);
  assertEquals(called, ["later"]);
});

Deno.test("Patience takes in who comes while it calls back", () => {
  const { timers, called, patience } = waiting();
  patience.after(() => {
    called.push("first");
    patience.after(() => called.push("again"));
  });

  timers.armed[0]!.run();
  timers.armed[1]!.run();

  assertEquals(called, ["first", "again"]);
  assertEquals(timers.armed.length, 2);
});
