import { assertEquals } from "@std/assert";
import {
  aGpu,
  aReading,
  aSpec,
  aState,
  T0,
} from "../tests/helpers/builders.ts";
import { aScheduler } from "../tests/helpers/fake_ports.ts";
import type { GpuSample } from "./model/gpu.ts";

/** A scheduler that looks for outsiders, and a way to let seconds pass. */
function aWatched() {
  const thresholds = { load: 0.5, memory: 0.5 };
  const it = aScheduler(1, aState(), { thresholds });
  let seconds = 0;
  const pass = async (count: number, sample: Partial<GpuSample>) => {
    for (let second = 0; second < count; second++) {
      it.clock.advance(1000);
      const sampledAtMs = T0 + ++seconds * 1000;
      it.scheduler.observe(aReading(aGpu(0, { ...sample, sampledAtMs })));
    }
    await it.scheduler.read(() => {});
  };
  const gpuTask = (id: string) => ({ id, spec: aSpec({ nGpus: 1 }) });
  return { ...it, pass, gpuTask };
}

const OUTSIDER = {
  utilizationPercent: 90,
  processes: [{
    pid: 4121,
    user: "alice",
    command: "python",
    memoryUsedMiB: 9000,
    taskId: null,
  }],
};

Deno.test("a GPU that outsiders use is busy, and used again once they are gone", async () => {
  const { scheduler, launcher, pass, gpuTask } = aWatched();

  await pass(25, OUTSIDER);
  await scheduler.submit([gpuTask("a")]);
  const { gpus, queued } = await scheduler.board();
  const launchedWhileBusy = [...launcher.launched];
  await pass(25, {});

  assertEquals([gpus[0]!.status, gpus[0]!.reason], [
    "busy",
    "used by outsiders",
  ]);
  assertEquals(gpus[0]!.outsiders[0]!.user, "alice");
  assertEquals(queued.map(({ id }) => id), ["a"]);
  assertEquals(launchedWhileBusy, []);
  assertEquals(launcher.launched, ["a"]);
});

Deno.test("the load of our own task makes no GPU busy, not even after its end", async () => {
  const { scheduler, launcher, pass, gpuTask } = aWatched();
  await scheduler.submit([gpuTask("a"), gpuTask("b")]);

  await pass(60, { utilizationPercent: 100, memoryUsedMiB: 80_000 });
  launcher.exit("a", 0);
  await scheduler.launches.idle(); // Its end is reported by then.
  await pass(1, { utilizationPercent: 100, memoryUsedMiB: 80_000 });

  assertEquals(launcher.launched, ["a", "b"]);
});

Deno.test("a task above its share is told of once, and shown until it ends", async () => {
  const it = aScheduler(1);
  const spec = aSpec({ nGpus: 1, options: { gpuShareMiB: 10_240 } });
  const uses = (memoryUsedMiB: number) =>
    it.scheduler.observe(aReading(aGpu(0, {
      memoryUsedMiB,
      processes: [{ ...OUTSIDER.processes[0]!, memoryUsedMiB, taskId: "a" }],
    })));
  await it.scheduler.submit([{ id: "a", spec }]);

  for (const used of [8_192, 12_288, 10_000, 13_312]) uses(used);
  const { gpus: [gpu] } = await it.scheduler.board();

  assertEquals(gpu!.shares, [
    { task: "a", shareMiB: 10_240, usedMiB: 13_312 },
  ]);
  assertEquals(gpu!.roomMiB, 81_920 - 13_312);
  assertEquals(it.logged.filter((line) => line.includes("share")), [
    'Task "a" on GPU 0: 12 of 10 GB, above its share',
  ]);
});
