import { assertEquals } from "@std/assert";
import { Scene } from "../../tests/fixtures/nvidia_smi/scene.ts";
import { GpuProcesses } from "./gpu_processes.ts";
import { systemTimers } from "./timers.ts";

const UUID = "GPU-ca978112-ca1b-bdca-fac2-31b39a23dc4d";

Deno.test("GpuProcesses asks when memory has moved, and else only now and then", async () => {
  await using scene = await Scene.of("two_gpus");
  let nowMs = 1_000_000;
  const processes = new GpuProcesses({
    program: scene.program,
    timers: { ...systemTimers, now: () => nowMs },
    ownerOf: () => Promise.resolve({ user: null, command: null, taskId: null }),
  });
  const asked = async (laterMs: number, usedMiB: number) => {
    nowMs += laterMs;
    await processes.update(new Map([[UUID, usedMiB]]));
    return (await scene.calls()).length;
  };

  assertEquals(processes.on(UUID), null);
  assertEquals(await asked(0, 4), 1);
  assertEquals(processes.on(UUID), []);
  assertEquals(await asked(10_000, 50), 1);
  assertEquals(await asked(0, 900), 2);
  assertEquals(await asked(1_000, 4), 2);
  assertEquals(await asked(2_000, 4), 3);
  assertEquals(await asked(29_000, 4), 3);
  assertEquals(await asked(1_000, 4), 4);
  nowMs += 100_000;
  assertEquals(processes.on(UUID), null);
  await processes.close();
});
