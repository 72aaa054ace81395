import { assert, assertEquals } from "@std/assert";
import { chartPoints, pointAt } from "./chart_points.ts";

const TIMES = [0, 1_000, 2_000, 3_000, 4_000];

Deno.test("chartPoints() gives what lies in the span, and one point before it", () => {
  const points = chartPoints(TIMES, [1, 2, 3, null, 5], {
    fromMs: 2_000,
    toMs: 4_000,
  });

  assertEquals(points, [
    { x: 1_000, y: 2 },
    { x: 2_000, y: 3 },
    { x: 3_000, y: null },
    { x: 4_000, y: 5 },
  ]);
});

Deno.test("chartPoints() thins a long past to means that stay as time goes on", () => {
  const times = Array.from({ length: 3_600 }, (_, i) => i * 1_000);
  const values = times.map((_, i) => i % 10);
  const at = (toMs: number) =>
    chartPoints(times, values, { fromMs: toMs - 3_500_000, toMs });

  const [now, later] = [at(3_590_000), at(3_593_000)];

  assert(now.length <= 362, `${now.length} points`);
  const inBoth = later.slice(3, 300);
  const known = new Map(now.map(({ x, y }) => [x, y]));
  assertEquals(inBoth.map(({ x }) => known.get(x)), inBoth.map(({ y }) => y));
});

Deno.test("chartPoints() keeps a gap that is as wide as a piece", () => {
  const times = Array.from({ length: 3_600 }, (_, i) => i * 1_000);
  const values = times.map((_, i) => i >= 1_000 && i < 1_200 ? null : 5);

  const points = chartPoints(times, values, { fromMs: 0, toMs: 3_600_000 });

  assert(points.some(({ y }) => y === null));
  assert(points.every(({ y }) => y === null || y === 5));
});

Deno.test("pointAt() means the slot nearest to a pointer, and only a near one", () => {
  const span = { fromMs: -96_000, toMs: 4_000 };
  const at = (share: number) => pointAt(TIMES, span, share);

  assertEquals(at(.986), { slot: 3, share: .99 });
  assertEquals(at(.984), { slot: 2, share: .98 });
  assertEquals(at(1), { slot: 4, share: 1 });
  assertEquals(at(.95), { slot: 0, share: .96 });
  assertEquals(at(.9), null);
  assertEquals(pointAt([], span, 1), null);
});
