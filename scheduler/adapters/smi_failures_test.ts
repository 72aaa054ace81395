import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Scene } from "../../tests/fixtures/nvidia_smi/scene.ts";
import { says } from "../../tests/helpers/appears.ts";
import { HeldTimers } from "../../tests/helpers/held_timers.ts";
import type { GpuReading } from "../model/gpu.ts";
import { NvidiaSmi, type NvidiaSmiOptions } from "./nvidia_smi.ts";

/** How long a program may be silent, and before its first word. */
const PATIENCE_MS = 200;
const FIRST_PATIENCE_MS = 3 * PATIENCE_MS;
const PATIENCES_MS = [PATIENCE_MS, FIRST_PATIENCE_MS];
/** What may take longer is no part of these tests. */
const LONG_MS = 5_000;

/** Pauses before a restart wait for the test, and so may others' patience. */
class HeldPauses extends HeldTimers {
  readonly pausesMs: number[] = [];
  #paused = Promise.withResolvers<() => void>();

  constructor(heldMs: readonly number[] = PATIENCES_MS) {
    super((delayMs) => delayMs >= LONG_MS || heldMs.includes(delayMs));
  }

  override after(delayMs: number, run: () => void): () => void {
    // Pauses are whole powers of two of a second; nothing else here is.
    const isPause = [1, 2, 4, 8, 16, 30].includes(delayMs / 1000);
    if (!isPause) return super.after(delayMs, run);
    this.pausesMs.push(delayMs);
    this.#paused.resolve(run);
    return () => {};
  }

  /** Waits until a restart is due, and lets it happen. */
  async restart(): Promise<void> {
    const run = await this.#paused.promise;
    this.#paused = Promise.withResolvers();
    run();
  }
}

function aProbe(program: string, options: Partial<NvidiaSmiOptions> = {}) {
  const probe = new NvidiaSmi({
    program,
    indices: [0, 1],
    intervalMs: 20,
    patienceMs: PATIENCE_MS,
    timers: new HeldPauses(),
    ownerOf: () => Promise.resolve({ user: null, command: null, taskId: null }),
    ...options,
  });
  return Object.assign(probe, {
    [Symbol.asyncDispose]: () => probe.close(),
  });
}

const ignore = () => {};

function assertUnknown(reading: GpuReading, words: string) {
  assertStringIncludes(reading.problem!, words);
  for (const gpu of reading.gpus) {
    assertEquals(gpu.problem, reading.problem);
    assertEquals(
      [gpu.memoryUsedMiB, gpu.utilizationPercent, gpu.processes],
      [null, null, null],
    );
  }
  assertEquals(reading.gpus.length, 2);
}

for (
  const [mode, words] of [
    ["missing-driver", "couldn't communicate with the NVIDIA driver"],
    ["mismatch", "Driver/library version mismatch"],
    ["no-devices", "No devices were found"],
    ["die-after-0", "exit code 255"],
  ] as const
) {
  Deno.test(`NvidiaSmi starts with the reason when it meets "${mode}"`, async () => {
    await using scene = await Scene.of("two_gpus");
    await scene.play(mode);
    await using probe = aProbe(scene.program);

    assertUnknown(await probe.start(ignore), words);
  });
}

Deno.test("NvidiaSmi starts with the reason when there is no program", async () => {
  await using probe = aProbe("/nowhere/nvidia-smi");

  const reading = await probe.start(ignore);

  assertUnknown(reading, 'Cannot run "/nowhere/nvidia-smi"');
});

Deno.test("NvidiaSmi ends a program that hangs", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("hang");
  const timers = new HeldPauses();
  await using probe = aProbe(scene.program, { timers });

  const started = probe.start(ignore);
  await says(`${scene.dir}/calls`, /\n/);
  timers.pass(FIRST_PATIENCE_MS);

  assertUnknown(await started, "it hangs, no answer for 0.6 s");
  await probe.close();
  assertEquals(await alive(scene), 0);
});

Deno.test("NvidiaSmi ends a program that talks nonsense, and says what it said", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("garbage");
  const timers = new HeldPauses([]);
  await using probe = aProbe(scene.program, { timers });
  let next = Promise.withResolvers<GpuReading>();

  let reading = await probe.start((one) => next.resolve(one));
  // Where a machine is too slow for its first word, a later start is heard.
  while (!reading.problem!.includes("Segmentation")) {
    next = Promise.withResolvers();
    await timers.restart();
    reading = await next.promise;
  }
  await probe.close();

  assertUnknown(reading, "no usable answer for 0.6 s");
  assertEquals(await alive(scene), 0);
});

Deno.test("NvidiaSmi turns from values to unknown when the program falls silent, and back", async () => {
  await using scene = await Scene.of("two_gpus");
  const timers = new HeldPauses();
  await using probe = aProbe(scene.program, { timers });
  const failed = Promise.withResolvers<GpuReading>();
  let well = Promise.withResolvers<void>();
  const first = await probe.start((reading) => {
    if (reading.problem !== null) failed.resolve(reading);
    else well.resolve();
  });

  await scene.play("hang");
  timers.pass(PATIENCE_MS);
  assertUnknown(await failed.promise, "it hangs, no answer for 0.2 s");
  await scene.play("ok");
  well = Promise.withResolvers();
  await timers.restart();
  await well.promise;

  assertEquals(first.problem, null);
  assertEquals(timers.pausesMs, [1_000]);
});

Deno.test("NvidiaSmi waits twice as long before each restart, up to 30 s, and begins anew after a success", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("missing-driver");
  const timers = new HeldPauses();
  await using probe = aProbe(scene.program, { timers });

  await probe.start(ignore);
  for (let i = 0; i < 7; i++) await timers.restart();
  await scene.play("die-after-1");
  await timers.restart();
  await timers.restart();

  assertEquals(
    timers.pausesMs.slice(0, 7).map((ms) => ms / 1000),
    [1, 2, 4, 8, 16, 30, 30],
  );
  assertEquals(timers.pausesMs.at(-1), 1_000);
});

Deno.test("NvidiaSmi.close() leaves no child behind, and is heard of no more", async () => {
  await using scene = await Scene.of("eight_h100");
  const probe = aProbe(scene.program, { indices: null });
  let readings = 0;
  await probe.start(() => readings++);

  await probe.close();
  const before = readings;

  assertEquals(await alive(scene), 0);
  assertEquals(readings, before);
  await probe.close();
});

Deno.test("NvidiaSmi.close() ends a start that still waits", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("hang");
  const probe = aProbe(scene.program);

  const started = probe.start(ignore);
  await probe.close();

  assertUnknown(await started, "has ended");
});

Deno.test("NvidiaSmi's program ends by itself when this process is killed", async () => {
  await using scene = await Scene.of("two_gpus");
  const module = new URL("./nvidia_smi.ts", import.meta.url).href;
  const server = new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      `import { NvidiaSmi } from "${module}";
       const probe = new NvidiaSmi({ program: "${scene.program}", indices: null,
         intervalMs: 20, ownerOf: () => Promise.reject() });
       await probe.start(() => {});
       console.log("up");`,
    ],
    stdout: "piped",
  }).spawn();
  const reader = server.stdout.getReader();
  await reader.read();

  server.kill("SIGKILL");
  await server.status;
  await reader.cancel();

  const [stream] = await scene.calls();
  while (await isAlive(stream!.pid)) await Deno.lstat(scene.dir);
});

/** How many runs of the fake are still there. */
async function alive(scene: Scene): Promise<number> {
  const calls = await scene.calls();
  assert(calls.length > 0);
  const states = await Promise.all(calls.map(({ pid }) => isAlive(pid)));
  return states.filter(Boolean).length;
}

/** A zombie is dead: in a container nobody may ever reap it. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    return !/\) [ZX] /.test(stat);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
