import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Scene } from "../../tests/fixtures/nvidia_smi/scene.ts";
import { HeldTimers } from "../../tests/helpers/held_timers.ts";
import type { GpuReading } from "../model/gpu.ts";
import { ProcessOwners } from "./gpu_process_owner.ts";
import { NvidiaSmi, type NvidiaSmiOptions } from "./nvidia_smi.ts";

/** Nobody's patience ends, however slow the machine. */
const LONG_MS = 5_000;

/** A probe on a scene, and its readings as they come. */
class Watch implements AsyncDisposable {
  readonly scene: Scene;
  readonly probe: NvidiaSmi;
  readonly #readings: GpuReading[] = [];
  #waiting: (() => void) | null = null;

  constructor(scene: Scene, options: Partial<NvidiaSmiOptions> = {}) {
    this.scene = scene;
    const owners = new ProcessOwners();
    this.probe = new NvidiaSmi({
      program: scene.program,
      indices: null,
      intervalMs: 20,
      timers: new HeldTimers((delayMs) => delayMs >= LONG_MS),
      ownerOf: (pid) => owners.ownerOf(pid),
      ...options,
    });
  }

  start(): Promise<GpuReading> {
    return this.probe.start((reading) => {
      this.#readings.push(reading);
      this.#waiting?.();
    });
  }

  /** The next reading, not yet given, that is as wanted. */
  async until(wanted: (reading: GpuReading) => boolean): Promise<GpuReading> {
    while (true) {
      const reading = this.#readings.shift();
      if (reading && wanted(reading)) return reading;
      if (reading) continue;
      await new Promise<void>((resolve) => this.#waiting = resolve);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.probe.close();
    await this.scene[Symbol.asyncDispose]();
  }
}

const isWell = ({ problem, gpus }: GpuReading) =>
  problem === null && gpus.every((gpu) => gpu.problem === null);

Deno.test("NvidiaSmi reads eight GPUs, whole rounds at a time", async () => {
  await using watch = new Watch(await Scene.of("eight_h100"));

  const first = await watch.start();
  for (let i = 0; i < 5; i++) {
    const { gpus } = await watch.until(() => true);
    assertEquals(gpus.map(({ index }) => index), [0, 1, 2, 3, 4, 5, 6, 7]);
  }

  assert(isWell(first));
  const { sampledAtMs: _, processes: __, ...gpu } = first.gpus[0]!;
  assertEquals(gpu, {
    index: 0,
    uuid: "GPU-db87cee5-2504-ca57-32ba-d49ddb1d5b85",
    name: "NVIDIA H100 80GB HBM3",
    memoryUsedMiB: 40830,
    memoryTotalMiB: 81559,
    utilizationPercent: 97,
    powerDrawWatts: 612.41,
    powerLimitWatts: 700,
    temperatureCelsius: 61,
    uncorrectedErrors: 0,
    xid: null,
    problem: null,
  });
});

Deno.test("NvidiaSmi keeps one program running for all readings", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));

  await watch.start();
  for (let i = 0; i < 10; i++) await watch.until(isWell);

  const calls = await watch.scene.calls();
  const streams = calls.filter(({ args }) => args.includes("-lms 20"));
  assertEquals(streams.length, 1);
  assert(calls.length <= 2);
});

Deno.test("NvidiaSmi reports the selected GPUs in the order of the selection", async () => {
  const scene = await Scene.of("eight_h100");
  await using watch = new Watch(scene, { indices: [5, 0, 9] });

  const { gpus, problem } = await watch.start();

  assertEquals(gpus.map(({ index }) => index), [5, 0, 9]);
  assertEquals(problem, null);
  assertEquals(gpus[2]!.problem, "not reported by nvidia-smi");
  assertEquals(gpus[2]!.memoryUsedMiB, null);
});

Deno.test("NvidiaSmi finds the processes, and whose they are", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  const child = new Deno.Command("/usr/bin/cat", {
    env: { ANT_TASK_ID: "train-1" },
    stdin: "piped",
  }).spawn();
  const uuid = "GPU-3e23e816-0039-594a-3389-4f6564e1b134";
  await watch.scene.apps(
    `${uuid}, ${child.pid}, 900, cat`,
    `${uuid}, 4194305, [N/A], [Insufficient Permissions]`,
  );

  await watch.start();
  const { gpus } = await watch.until(({ gpus }) => gpus[1]!.processes !== null);

  assertEquals(gpus[0]!.processes, []);
  const [ours, theirs] = gpus[1]!.processes!;
  assertEquals([ours!.pid, ours!.taskId, ours!.memoryUsedMiB, ours!.command], [
    child.pid,
    "train-1",
    900,
    "/usr/bin/cat",
  ]);
  assertEquals(theirs, {
    pid: 4194305,
    user: null,
    command: null,
    memoryUsedMiB: null,
    taskId: null,
  });
  await child.stdin.close();
  await child.status;
});

Deno.test("NvidiaSmi says unknown, not none, when the processes cannot be listed", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  await watch.scene.play("apps-fail");

  await watch.start();
  for (let i = 0; i < 10; i++) {
    const { gpus } = await watch.until(() => true);
    assertEquals(gpus.map(({ processes }) => processes), [null, null]);
    assertEquals(gpus[0]!.problem, null);
  }
});

Deno.test("NvidiaSmi follows values that change", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  await watch.start();

  await watch.scene.set(1, "utilization.gpu", "88");

  await watch.until(({ gpus }) => gpus[1]!.utilizationPercent === 88);
});

Deno.test("NvidiaSmi keeps a GPU that is lost, without its values and with the reason", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  await watch.start();

  await watch.scene.play("lost");
  const lost = await watch.until((reading) => !isWell(reading));
  await watch.scene.play("ok");
  await watch.until(isWell);

  const [well, gone] = lost.gpus;
  assertEquals(lost.problem, null);
  assertEquals([well!.problem, well!.memoryUsedMiB], [null, 4]);
  assertEquals([gone!.index, gone!.name], [1, "NVIDIA GeForce RTX 4090"]);
  assertEquals(
    [gone!.memoryUsedMiB, gone!.utilizationPercent, gone!.processes],
    [null, null, null],
  );
  assertStringIncludes(gone!.problem!, "GPU is lost");
});

Deno.test('NvidiaSmi takes "[GPU is lost]" in every cell for the same', async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  await watch.start();

  await watch.scene.play("lost-cells");
  const { gpus } = await watch.until((reading) => !isWell(reading));

  assertEquals(gpus[1]!.problem, 'nvidia-smi says "GPU is lost"');
  assertEquals(gpus[1]!.memoryUsedMiB, null);
  assertEquals(gpus[1]!.uuid, "GPU-3e23e816-0039-594a-3389-4f6564e1b134");
  assertEquals(gpus[0]!.problem, null);
});

for (const mode of ["na", "err"]) {
  Deno.test(`NvidiaSmi shows "${mode}" cells as unknown and the GPU as unusable`, async () => {
    await using watch = new Watch(await Scene.of("two_gpus"));
    await watch.scene.play(mode);

    const { gpus, problem } = await watch.start();

    assertEquals(problem, null);
    assert(gpus[1]!.problem !== null);
    assertEquals(gpus[1]!.powerDrawWatts, null);
  });
}

Deno.test("NvidiaSmi does not trust an index that turns into another card", async () => {
  await using watch = new Watch(await Scene.of("two_gpus"));
  await watch.start();

  await watch.scene.set(0, "uuid", "GPU-another");
  await watch.until((reading) => !isWell(reading));
  const { gpus } = await watch.until(() => true);

  assertStringIncludes(gpus[0]!.problem!, 'is now "GPU-another"; restart ANT');
  assertEquals(gpus[1]!.problem, null);
});
