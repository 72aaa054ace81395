import { assertEquals } from "@std/assert";
import type { GpuProcess, GpuSample } from "../model/gpu.ts";
import {
  isBusy,
  NOTHING_SEEN,
  type OutsiderWindow,
  watchOutsiders,
} from "./outsiders.ts";

const HALF = { load: 0.5, memory: 0.5 };

function aSample(values: Partial<GpuSample> = {}): GpuSample {
  return {
    index: 0,
    uuid: "GPU-0",
    name: "A GPU",
    memoryUsedMiB: 0,
    memoryTotalMiB: 1000,
    utilizationPercent: 0,
    powerDrawWatts: 70,
    powerLimitWatts: 700,
    temperatureCelsius: 30,
    processes: [],
    problem: null,
    sampledAtMs: 0,
    ...values,
  };
}

function aProcess(
  memoryUsedMiB: number | null,
  taskId: string | null,
): GpuProcess {
  return { pid: 1, user: null, command: null, memoryUsedMiB, taskId };
}

/** A look each second, both ends included. */
function watch(
  from: number,
  to: number,
  values: Partial<GpuSample>,
  window: OutsiderWindow = NOTHING_SEEN,
  held = false,
): OutsiderWindow {
  for (let second = from; second <= to; second++) {
    window = watchOutsiders(
      window,
      aSample({ ...values, sampledAtMs: second * 1000 }),
      held,
    );
  }
  return window;
}

Deno.test("isBusy() takes 20 s above the threshold, not less", () => {
  assertEquals(isBusy(watch(0, 19, { utilizationPercent: 100 }), HALF), false);
  assertEquals(isBusy(watch(0, 20, { utilizationPercent: 100 }), HALF), true);
});

Deno.test("isBusy() compares fractions: half a percent is not half", () => {
  assertEquals(isBusy(watch(0, 30, { utilizationPercent: 1 }), HALF), false);
  assertEquals(isBusy(watch(0, 30, { utilizationPercent: 50 }), HALF), false);
  assertEquals(isBusy(watch(0, 30, { utilizationPercent: 51 }), HALF), true);
});

Deno.test("isBusy() means the mean of the last 20 s, and ends as it falls", () => {
  const busy = watch(0, 40, { utilizationPercent: 100 });

  assertEquals(
    isBusy(watch(41, 50, { utilizationPercent: 0 }, busy), HALF),
    true,
  );
  assertEquals(
    isBusy(watch(41, 51, { utilizationPercent: 0 }, busy), HALF),
    false,
  );
});

Deno.test("isBusy() is not moved by load or memory while we hold the GPU, nor after", () => {
  const ours = { utilizationPercent: 100, memoryUsedMiB: 900, processes: null };
  const held = watch(0, 100, ours, NOTHING_SEEN, true);

  assertEquals(isBusy(held, HALF), false);
  assertEquals(isBusy(watch(101, 300, {}, held), HALF), false);
});

Deno.test("watchOutsiders() begins anew when we let go", () => {
  const before = watch(0, 20, { utilizationPercent: 100 });
  const after = watch(
    22,
    41,
    { utilizationPercent: 100 },
    watch(21, 21, {}, before, true),
  );

  assertEquals(isBusy(before, HALF), true);
  assertEquals(isBusy(after, HALF), false);
  assertEquals(
    isBusy(watch(42, 42, { utilizationPercent: 100 }, after), HALF),
    true,
  );
});

const MEMORY: readonly (readonly [string, Partial<GpuSample>, boolean])[] = [
  ["all that is used, where processes are unknown", {
    memoryUsedMiB: 501,
    processes: null,
  }, true],
  ["all that is used, where none is listed", {
    memoryUsedMiB: 501,
    processes: [],
  }, true],
  ["what outsiders use", {
    memoryUsedMiB: 600,
    processes: [aProcess(600, null)],
  }, true],
  [
    "nothing of ours",
    { memoryUsedMiB: 900, processes: [aProcess(890, "t")] },
    false,
  ],
  ["only theirs beside ours", {
    memoryUsedMiB: 900,
    processes: [aProcess(450, "t"), aProcess(450, null)],
  }, false],
  ["their sum, where the total used is unknown", {
    memoryUsedMiB: null,
    processes: [aProcess(300, null), aProcess(300, null)],
  }, true],
  ["nothing, where ours cannot be told", {
    memoryUsedMiB: 900,
    processes: [aProcess(null, "t"), aProcess(450, null)],
  }, false],
  ["nothing, where the size is unknown", {
    memoryUsedMiB: 900,
    memoryTotalMiB: null,
  }, false],
];

for (const [what, values, busy] of MEMORY) {
  Deno.test(`isBusy() counts as memory ${what}`, () => {
    assertEquals(isBusy(watch(0, 20, values), HALF), busy);
  });
}

Deno.test("isBusy() does not blame others for the load of a process of ours", () => {
  const ours = { utilizationPercent: 100, processes: [aProcess(10, "t")] };
  const mixed = { ...ours, processes: [aProcess(10, "t"), aProcess(10, null)] };
  const theirs = { ...ours, processes: [aProcess(10, null)] };

  assertEquals(isBusy(watch(0, 40, ours), HALF), false);
  assertEquals(isBusy(watch(0, 40, mixed), HALF), false);
  assertEquals(isBusy(watch(0, 40, theirs), HALF), true);
});

Deno.test("isBusy() takes unknown neither for idle nor for busy: the last verdict stays", () => {
  const unknown = {
    utilizationPercent: null,
    memoryUsedMiB: null,
    processes: null,
  };
  const busy = watch(0, 20, { utilizationPercent: 100 });

  assertEquals(isBusy(watch(21, 500, unknown, busy), HALF), true);
  assertEquals(isBusy(watch(0, 500, unknown), HALF), false);
});

Deno.test("isBusy() lets no silence count as watched time", () => {
  const early = watch(0, 5, { utilizationPercent: 100 });

  const later = watch(500, 503, { utilizationPercent: 100 }, early);

  assertEquals(isBusy(later, HALF), false);
  assertEquals(
    isBusy(watch(504, 505, { utilizationPercent: 100 }, later), HALF),
    true,
  );
});

Deno.test("watchOutsiders() keeps no more than the window needs", () => {
  assertEquals(watch(0, 5_000, {}).load.length, 21);
});
