import { assert, assertEquals } from "@std/assert";
import type { GpuReading } from "../model/gpu.ts";
import { SimulatedGpus } from "./simulated_gpus.ts";
import type { Timers } from "./timers.ts";

/** Simulates that many seconds, a reading each. */
async function play(
  seconds: number,
  heldBy: (index: number, second: number) => string | null,
  seed = 1,
): Promise<readonly GpuReading[]> {
  let nowMs = 0;
  const wishes: (() => void)[] = [];
  const timers: Timers = {
    now: () => nowMs,
    after: (_, run) => {
      wishes.push(run);
      return () => wishes.pop();
    },
  };
  const gpus = new SimulatedGpus({
    count: 2,
    holdsOf: (index) => {
      const task = heldBy(index, nowMs / 1000);
      return new Map(task === null ? [] : [[task, null]]);
    },
    intervalMs: 1000,
    seed,
    timers,
  });
  const readings: GpuReading[] = [];
  const first = await gpus.start((reading) => readings.push(reading));
  assertEquals(first, readings[0]!);
  while (nowMs < seconds * 1000) {
    nowMs += 1000;
    wishes.pop()!();
  }
  await gpus.close();
  assertEquals(wishes.length, 0);
  return readings;
}

Deno.test("SimulatedGpus hold several tasks, each within its share", async () => {
  const shares = new Map([["a", 10_000], ["b", 20_000]]);
  const gpus = new SimulatedGpus({
    count: 1,
    holdsOf: () => shares,
    intervalMs: 1000,
    timers: { now: () => 0, after: () => () => {} },
  });
  const { gpus: [gpu] } = await gpus.start(() => {});
  await gpus.close();

  assertEquals(gpu!.processes!.map(({ taskId }) => taskId), ["a", "b"]);
});

const gpu = (reading: GpuReading | undefined, index: number) =>
  reading!.gpus[index]!;

Deno.test("SimulatedGpus idle while nobody holds them", async () => {
  const readings = await play(60, () => null);

  assertEquals(readings.length, 61);
  for (const reading of readings) {
    const { memoryUsedMiB, utilizationPercent, powerDrawWatts, processes } =
      gpu(reading, 1);
    assertEquals([memoryUsedMiB, utilizationPercent], [4, 0]);
    assert(powerDrawWatts! > 60 && powerDrawWatts! < 80);
    assertEquals(processes, []);
  }
});

Deno.test("SimulatedGpus work, fill and warm up for a task, and rest after it", async () => {
  const readings = await play(
    90,
    (index, second) => index === 0 && second >= 5 && second < 60 ? "t" : null,
  );

  const busy = gpu(readings[59], 0);
  assert(busy.utilizationPercent! > 70);
  assert(busy.powerDrawWatts! > 450 && busy.powerDrawWatts! <= 700);
  assert(busy.memoryUsedMiB! > 20_000 && busy.memoryUsedMiB! < 81_920);
  assert(busy.temperatureCelsius! > 50);
  assertEquals(busy.processes?.[0]?.taskId, "t");
  assertEquals(gpu(readings[59], 1).utilizationPercent, 0);
  assertEquals(gpu(readings[60], 0).memoryUsedMiB, 4);
  assertEquals(gpu(readings[90], 0).utilizationPercent, 0);
  assert(gpu(readings[90], 0).temperatureCelsius! < busy.temperatureCelsius!);
});

Deno.test("SimulatedGpus move smoothly and within their limits", async () => {
  const readings = await play(
    120,
    (_, second) => second % 40 < 25 ? "t" : null,
  );

  readings.forEach((reading, i) => {
    const { utilizationPercent, temperatureCelsius, memoryUsedMiB } = gpu(
      reading,
      0,
    );
    assert(utilizationPercent! >= 0 && utilizationPercent! <= 100);
    assert(memoryUsedMiB! <= 81_920);
    const before = gpu(readings[Math.max(0, i - 1)], 0).temperatureCelsius!;
    assert(Math.abs(temperatureCelsius! - before) <= 3);
  });
});

Deno.test("SimulatedGpus repeat themselves with their seed alone", async () => {
  const held = () => "t";

  assertEquals(await play(20, held, 7), await play(20, held, 7));
  assert(
    JSON.stringify(await play(20, held, 7)) !==
      JSON.stringify(await play(20, held, 8)),
  );
});
