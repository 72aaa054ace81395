import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { StartError } from "../config/start_error.ts";
import { Scene } from "../tests/fixtures/nvidia_smi/scene.ts";
import { selectGpus } from "./select_gpus.ts";

Deno.test("selectGpus() keeps the order of the ids", async () => {
  await using scene = await Scene.of("eight_h100");

  const { gpus, inMachine } = await selectGpus(
    { kind: "ids", ids: [5, 2] },
    scene.program,
  );

  assertEquals(gpus.map(({ index }) => index), [5, 2]);
  assertEquals(inMachine, 8);
});

Deno.test("selectGpus() takes all without ids, and does without where there is no driver", async () => {
  await using scene = await Scene.of("two_gpus");

  const all = await selectGpus({ kind: "all" }, scene.program);
  await scene.play("missing-driver");
  const none = await selectGpus({ kind: "all" }, scene.program);

  assertEquals(all.gpus.length, 2);
  assertEquals(none.gpus, []);
  assertMatch(none.notice!, /^No GPUs, tasks run without: .*driver/);
});

Deno.test("selectGpus() refuses an id that the machine lacks", async () => {
  await using scene = await Scene.of("two_gpus");

  const error = await assertRejects(
    () => selectGpus({ kind: "ids", ids: [2] }, scene.program),
    StartError,
    "this machine has 0, 1",
  );

  assertEquals(error.failure, "unknownGpu");
});
