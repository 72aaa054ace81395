import { assertEquals } from "@std/assert";
import { SystemClock } from "./system_clock.ts";

/** Two clocks that a test sets and lets run. */
function aMachine() {
  const time = { wallMs: 1_700_000_000_000, steadyMs: 5 };
  const clock = new SystemClock({
    wall: () => time.wallMs,
    steady: () => time.steadyMs,
  });
  const pass = (wallMs: number, steadyMs = wallMs) => {
    time.wallMs += wallMs;
    time.steadyMs += steadyMs;
  };
  return { clock, pass };
}

Deno.test("takeJump() tells how far the clock was set, once", () => {
  const { clock, pass } = aMachine();

  pass(7_203_000, 3_000);
  assertEquals(clock.takeJump(), 7_200_000);
  assertEquals(clock.takeJump(), 0);
  pass(-60_000, 0);
  clock.now();
  pass(10_000);
  assertEquals(clock.takeJump(), -60_000);
});

Deno.test("takeJump() takes a clock that runs a bit wrong for no jump, however long it does", () => {
  const { clock, pass } = aMachine();

  for (let hour = 0; hour < 100; hour++) {
    pass(3_600_400, 3_600_000);
    clock.now();
  }

  assertEquals(clock.takeJump(), 0);
});

Deno.test("wakeAt() wakes after the time that was meant, though the clock was set back", async () => {
  const { clock, pass } = aMachine();
  const woken = Promise.withResolvers<void>();
  clock.wakeAt(clock.now() + 20, woken.resolve);

  pass(-3_600_000, 0);

  await woken.promise;
  assertEquals(clock.takeJump(), -3_600_000);
});

Deno.test("wakeAt() looks at the clock before long, for it may be set meanwhile", () => {
  const { clock } = aMachine();
  const { setTimeout } = globalThis;
  const waits: (number | undefined)[] = [];
  const noted = (_: unknown, ms?: number) => waits.push(ms);
  globalThis.setTimeout = noted as unknown as typeof setTimeout;

  try {
    clock.wakeAt(clock.now() + 8 * 3_600_000, () => {});
  } finally {
    globalThis.setTimeout = setTimeout;
  }

  assertEquals(waits, [30_000]);
});
