import { assert, assertEquals } from "@std/assert";
import type { GpuSample } from "../model/gpu.ts";
import { Histories } from "./histories.ts";

function aSample(index: number, values: Partial<GpuSample> = {}): GpuSample {
  return {
    index,
    uuid: null,
    name: null,
    memoryUsedMiB: 2048,
    memoryTotalMiB: 81920,
    utilizationPercent: 40,
    powerDrawWatts: 300,
    powerLimitWatts: 700,
    temperatureCelsius: 50,
    processes: null,
    problem: null,
    sampledAtMs: 0,
    ...values,
  };
}

const NO_HOST = { cpuPercent: null, ramUsedGiB: null };
const cpu = (cpuPercent: number | null) => ({ ...NO_HOST, cpuPercent });

/** The CPU history after these readings. */
function cpuAfter(
  size: number,
  alpha: number,
  ...values: readonly (number | null)[]
) {
  const histories = new Histories({ size, alpha, gpus: [] });
  for (const value of values) histories.add(cpu(value), []);
  return histories.view()["cpu_usage"];
}

Deno.test("Histories fills every slot with the first reading", () => {
  const histories = new Histories({ size: 3, alpha: 0.1, gpus: [4, 1] });

  histories.add({ cpuPercent: 3.14, ramUsedGiB: 40.26 }, [
    aSample(1, { memoryUsedMiB: 1024 }),
    aSample(4),
  ]);

  assertEquals(histories.view(), {
    "cpu_usage": [3.1, 3.1, 3.1],
    "ram_usage": [40.3, 40.3, 40.3],
    "gpu_usage": [[40, 40, 40], [40, 40, 40]],
    "gpu_memory": [[2, 2, 2], [1, 1, 1]],
    "gpu_power_draw": [[300, 300, 300], [300, 300, 300]],
    "gpu_temperature": [[50, 50, 50], [50, 50, 50]],
  });
});

Deno.test("Histories keeps the newest values, oldest first", () => {
  assertEquals(cpuAfter(3, 1, 1, 2, 3, 4, 5), [3, 4, 5]);
});

Deno.test("Histories averages with the weight it was given", () => {
  assertEquals(cpuAfter(4, 0.25, 0, 100, 100, 100), [0, 25, 43.8, 57.8]);
});

Deno.test("Histories reaches what it follows: rounding is never fed back", () => {
  const values = [0, ...Array(200).fill(24), ...Array(200).fill(0)];

  assertEquals(cpuAfter(1, 0.1, ...values.slice(0, 201)), [24]);
  assertEquals(cpuAfter(1, 0.1, ...values), [0]);
});

Deno.test("Histories leaves a gap where nothing is known, and starts over after it", () => {
  assertEquals(cpuAfter(4, 0.1, 50, null, 90, 90), [50, null, 90, 90]);
  assertEquals(cpuAfter(3, 0.1, null, null, 7), [7, 7, 7]);
  assertEquals(cpuAfter(2, 0.1, null), [null, null]);
});

Deno.test("Histories gives a GPU that is missing a gap, not a zero", () => {
  const histories = new Histories({ size: 2, alpha: 1, gpus: [0, 1] });
  histories.add(NO_HOST, [aSample(0), aSample(1)]);

  histories.add(NO_HOST, [aSample(0, { utilizationPercent: null })]);

  assertEquals(histories.view()["gpu_usage"], [[40, null], [40, null]]);
  assertEquals(histories.view()["gpu_memory"], [[2, 2], [2, null]]);
});

Deno.test("Histories.latest() is the last slot of each history", () => {
  const histories = new Histories({ size: 300, alpha: 0.5, gpus: [0] });
  histories.add(cpu(10), [aSample(0)]);
  histories.add(cpu(20), [aSample(0, { temperatureCelsius: 60 })]);

  const latest = histories.latest();

  assertEquals(latest["cpu_usage"], [15]);
  assertEquals(latest["ram_usage"], [null]);
  assertEquals(latest["gpu_temperature"], [[55]]);
  assert(Object.values(histories.view()).flat(2).length === 300 * 6);
});

Deno.test("Histories.readSlots counts what was read, and not what was filled up", () => {
  const histories = new Histories({ size: 3, alpha: 1, gpus: [] });
  const counts = [histories.readSlots];

  for (const value of [1, 2, 3, 4]) {
    histories.add(cpu(value), []);
    counts.push(histories.readSlots);
  }

  assertEquals(counts, [0, 1, 2, 3, 3]);
});
