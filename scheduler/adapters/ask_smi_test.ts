import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Scene } from "../../tests/fixtures/nvidia_smi/scene.ts";
import { says } from "../../tests/helpers/appears.ts";
import { HeldTimers } from "../../tests/helpers/held_timers.ts";
import { listApps, listGpus } from "./ask_smi.ts";

async function problemOf(asked: Promise<object>): Promise<string> {
  const answer = await asked;
  return "problem" in answer ? String(answer.problem) : "none";
}

Deno.test("listGpus() lists what is there", async () => {
  await using scene = await Scene.of("two_gpus");

  assertEquals(await listGpus(scene.program), {
    gpus: [
      {
        index: 0,
        uuid: "GPU-ca978112-ca1b-bdca-fac2-31b39a23dc4d",
        name: "NVIDIA GeForce RTX 4090",
      },
      {
        index: 1,
        uuid: "GPU-3e23e816-0039-594a-3389-4f6564e1b134",
        name: "NVIDIA GeForce RTX 4090",
      },
    ],
  });
});

for (
  const [mode, words] of [
    ["missing-driver", "couldn't communicate with the NVIDIA driver"],
    ["mismatch", 'Driver/library version mismatch"; restart the machine'],
    ["no-devices", "No devices were found"],
    ["die-after-0", "exit code 255"],
    ["garbage", "Segmentation"],
  ] as const
) {
  Deno.test(`listGpus() tells what "${mode}" was about`, async () => {
    await using scene = await Scene.of("two_gpus");
    await scene.play(mode);

    const problem = await problemOf(listGpus(scene.program));

    assertStringIncludes(
      problem,
      `Cannot read the GPUs with "${scene.program}"`,
    );
    assertStringIncludes(problem, words);
  });
}

Deno.test("listGpus() gives up on a hung program, and ends it", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("hang");

  const timers = new HeldTimers();
  const asked = problemOf(listGpus(scene.program, { limitMs: 200, timers }));
  await says(`${scene.dir}/calls`, /\n/);
  timers.pass(200);
  const problem = await asked;

  assertStringIncludes(problem, "it hangs, no answer for 0.2 s");
  const [call] = await scene.calls();
  assert(!await isAlive(call!.pid));
});

Deno.test("listGpus() names a program that is missing or may not run", async () => {
  await using scene = await Scene.of("two_gpus");
  await Deno.chmod(scene.program, 0o644);

  const missing = await problemOf(listGpus(`${scene.dir}/none`));
  const forbidden = await problemOf(listGpus(scene.program));

  assertStringIncludes(missing, "there is no such program; install");
  assertStringIncludes(forbidden, "this account may not execute it");
});

Deno.test("listApps() lists processes, and none at all", async () => {
  await using busy = await Scene.of("eight_h100");
  await using idle = await Scene.of("two_gpus");

  const asked = await listApps(busy.program);

  assert("apps" in asked);
  assertEquals(
    asked.apps.map(({ pid, memoryUsedMiB }) => [pid, memoryUsedMiB]),
    [
      [4194001, 40820],
      [4194002, 39000],
      [4194003, 39000],
      [4194004, null],
    ],
  );
  assertEquals(await listApps(idle.program), { apps: [] });
});

Deno.test("listApps() tells a failure from an idle machine", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("apps-fail");

  assertStringIncludes(
    await problemOf(listApps(scene.program)),
    "Unknown Error",
  );

  await scene.play("garbage");
  assertStringIncludes(
    await problemOf(listApps(scene.program)),
    "Segmentation",
  );
});

async function isAlive(pid: number): Promise<boolean> {
  return await Deno.stat(`/proc/${pid}`).then(() => true, () => false);
}
