import { assert, assertEquals, assertMatch } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
  aTaskView,
} from "../../tests/helpers/views.ts";
import type { BoardView, GpuView } from "./board.ts";
import { planAxis, planWindow } from "./plan_axis.ts";
import { planStrip } from "./plan_strip.ts";

const HOUR_MS = 3_600_000;
const NOW = T0 + 120_000;
const WINDOW = planWindow("12 h");

const held = (index: number, ...heldBy: string[]) =>
  aGpuView(index, { status: "held", heldBy });

/** A task that began so many hours ago. */
const since = (hours: number, id: string, ...gpus: number[]) => ({
  ...aRunningView(id, ...gpus),
  startedAtMs: NOW - hours * HOUR_MS,
});

function blocksOf(gpus: readonly GpuView[], rest: Partial<BoardView> = {}) {
  return planStrip(aBoardView({ gpus, ...rest }), WINDOW).blocks;
}

Deno.test("planStrip() never draws an end that nobody knows", () => {
  const blocks = blocksOf([held(0, "a"), aGpuView(1, { status: "busy" })], {
    active: [since(1, "a", 0)],
  });

  assertEquals(blocks.map(({ left, width }) => left + width), [100, 100]);
  assertEquals(blocks.map(({ detail }) => /end not known/.test(detail)), [
    true,
    true,
  ]);
});

Deno.test("planStrip() begins a task where it began, and cuts it at the left edge", () => {
  const [young] = blocksOf([held(0, "a")], { active: [since(1.08, "a", 0)] });
  const [old] = blocksOf([held(0, "a")], { active: [since(99, "a", 0)] });

  // An hour is 8.33 % of twelve; the present stands at 18 %.
  assertEquals([young!.left, young!.width, young!.behind], [9, 91, 9.89]);
  assertEquals([old!.left, old!.width, old!.behind], [0, 100, 18]);
  assertEquals(old!.elapsed, "4 d 03 h");
});

Deno.test("planStrip() draws one block over neighbors, and another where the task goes on", () => {
  const gpus = [held(4, "w"), held(5, "w"), aGpuView(6), held(7, "w")]
    .map((gpu, position) => ({ ...gpu, position }));

  const strip = planStrip(
    aBoardView({ gpus, active: [since(1, "w", 4, 5, 7)] }),
    WINDOW,
  );

  assertEquals(strip.gpus, [4, 5, 6, 7]);
  assertEquals(strip.blocks.map(({ row, rows }) => [row, rows]), [[0, 2], [
    3,
    1,
  ]]);
  assertEquals(new Set(strip.blocks.map(({ key }) => key)).size, 2);
});

Deno.test("planStrip() shows tasks that share a GPU as one block that says so", () => {
  const blocks = blocksOf([held(0, "a", "b")], {
    active: [since(1, "a", 0), since(2, "b", 0)],
  });

  assertEquals(blocks.map(({ label, detail }) => [label, detail]), [
    ["a", "and 1 more, end not known"],
  ]);
});

Deno.test("planStrip() says of a GPU that is switched off what follows", () => {
  const [draining] = blocksOf([{ ...held(0, "a"), enabled: false }], {
    active: [since(1, "a", 0)],
  });
  const [off] = blocksOf([aGpuView(0, { status: "disabled", enabled: false })]);

  assertEquals(draining!.detail, "end not known, then off");
  assertEquals([off!.kind, off!.left, off!.width], ["disabled", 18, 82]);
});

Deno.test("planStrip() names the end of a drain that has one", () => {
  const untilMs = NOW + 30 * 60_000;
  const drain = { by: "person", reason: null, sinceMs: null, untilMs } as const;
  const [off] = blocksOf([
    aGpuView(0, { status: "disabled", enabled: false, drain }),
  ]);

  assertMatch(off!.detail, /^until \d\d:\d\d$/);
  assertEquals([off!.end, off!.left < 100 - off!.width], ["limited", true]);
});

Deno.test("planStrip() knows nothing before now of a GPU that it cannot read", () => {
  const [block] = blocksOf([aGpuView(0, { status: "unknown" })]);

  assertEquals([block!.kind, block!.left, block!.behind], ["unknown", 18, 0]);
});

Deno.test("planStrip() names the user who holds a GPU outside of ANT", () => {
  const outsider = { pid: 7, user: "kim", command: null, memoryUsedMiB: null };
  const named = aGpuView(0, { status: "busy", outsiders: [outsider] });
  const nameless = aGpuView(1, { status: "busy" });

  const labels = blocksOf([named, nameless]).map(({ label }) => label);

  assertEquals(labels, ["kim", "Someone else"]);
});

Deno.test("planStrip() leaves a free GPU's row empty", () => {
  assertEquals(blocksOf([aGpuView(0)]), []);
});

Deno.test("planStrip() draws what ended within the window, from start to end", () => {
  const ended = (id: string, fromHours: number, toHours: number) =>
    aTaskView(id, {
      state: "failed",
      gpus: [0, 1],
      startedAtMs: NOW - fromHours * HOUR_MS,
      endedAtMs: NOW - toHours * HOUR_MS,
      end: { exitCode: 1, signal: null, cause: "exit 1" },
    });

  const blocks = blocksOf([aGpuView(0), aGpuView(1)], {
    ended: [ended("near", 1.2, .6), ended("far", 9, 8)],
  });

  assertEquals(blocks.map(({ label, rows }) => [label, rows]), [["near", 2]]);
  assertEquals([blocks[0]!.left, blocks[0]!.width], [8, 5]);
  assertEquals(blocks[0]!.behind, 100);
});

Deno.test("planStrip() keeps the order of the queue, and gives it no times", () => {
  const gpus = [held(0, "a")];
  const queued = ["x", "y"].map((id) => aQueuedView(id, { nGpus: 1 }));

  const { next, blocks } = planStrip(
    aBoardView({ gpus, queued, active: [since(1, "a", 0)] }),
    WINDOW,
  );

  assertEquals(next.map(({ id, place }) => [id, place]), [["x", 1], ["y", 2]]);
  assertEquals(next[0]!.reason, "needs 1 GPU, 0 free");
  assertEquals(blocks.map(({ label }) => label), ["a"]);
});

Deno.test("planAxis() writes round times, and none over the present", () => {
  for (const label of ["4 h", "12 h", "3 d"]) {
    const window = planWindow(label);
    const { ticks, nowPercent, percentOf } = planAxis(NOW, window);

    const written = ticks.filter((tick) => tick.label !== "");
    assert(written.length >= 5 && written.length <= 12, label);
    for (const tick of written) {
      assert(/^(\w{3} 00:00|\d\d:[03]0)$/.test(tick.label), tick.label);
      assert(Math.abs(tick.percent - nowPercent) >= 6);
    }
    assertEquals(percentOf(NOW), 18);
  }
});

Deno.test("planWindow() falls back to twelve hours", () => {
  assertEquals(planWindow("2 y").label, "12 h");
});

Deno.test("planStrip() draws a reservation once on neighbors, says how it is known, and draws none that is not", () => {
  const atMs = NOW + HOUR_MS;
  const start = { atMs, endMs: atMs + HOUR_MS, runs: null, endRuns: null };
  const starts = [
    { ...start, id: "limited", gpus: [0, 1, 3] },
    { ...start, id: "learned", gpus: [2], runs: 14, endRuns: 14 },
    { ...start, id: "endless", gpus: [3], endMs: null },
    { ...start, id: "gone", gpus: [3] },
  ];
  const ends = [{ id: "r", atMs, runs: 3 }];
  const strip = planStrip(
    aBoardView({
      gpus: [held(0, "r"), aGpuView(1), aGpuView(2), aGpuView(3)],
      active: [since(1, "r", 0)],
      queued: ["limited", "learned", "endless", "unknown"].map((id) =>
        aQueuedView(id, { nGpus: 1 })
      ),
      forecast: { policy: "backfill", killGraceMs: 0, starts, ends },
    }),
    WINDOW,
  );

  assertEquals(
    strip.blocks.map(({ label, row, rows, end }) => [label, row, rows, end]),
    [
      ["r", 0, 1, "learned"],
      ["1 limited", 0, 2, "limited"],
      ["1 limited", 3, 1, "limited"],
      ["2 learned", 2, 1, "learned"],
      ["3 endless", 3, 1, undefined],
    ],
  );
  const [running, limited, , learned] = strip.blocks;
  assert(/ends about .*, as learned from 3 runs$/.test(running!.detail));
  assert(/starts by .*, by time limits$/.test(limited!.title));
  assert(/starts about .*, as learned from 14 runs$/.test(learned!.title));
  assertEquals(strip.next.map(({ start }) => start !== null), [
    true,
    true,
    true,
    false,
  ]);
});
