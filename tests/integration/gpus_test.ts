import { assert, assertEquals, assertMatch } from "@std/assert";
import type { BoardView, GpuView } from "../../scheduler/view/board.ts";
import { Scene } from "../fixtures/nvidia_smi/scene.ts";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import {
  aServer,
  type ServerOptions,
  type TestServer,
} from "../helpers/server.ts";
import { ask, post, submit } from "./requests.ts";

const QUICK = { "MONITORING_refresh_interval": 0.1, "step_interval": 0.1 };

function on(
  scene: Scene,
  ids: string | null,
  config: Readonly<Record<string, unknown>> = {},
): ServerOptions {
  return {
    gpus: null,
    args: ids === null ? [] : [ids],
    config: { ...QUICK, ...config },
    env: { ANT_NVIDIA_SMI: scene.program },
  };
}

async function patchGpu(server: TestServer, index: number, wish: unknown) {
  const init = { method: "PATCH", body: JSON.stringify(wish) };
  const { status, text } = await ask(server, `/api/v1/gpus/${index}`, init);
  assertEquals(status, 200, text);
}

function gpu(board: BoardView, index: number): GpuView {
  return board.gpus.find((one) => one.index === index)!;
}

Deno.test("a start with ids uses those GPUs alone, by their physical index", async () => {
  await using scene = await Scene.of("eight_h100");
  await using server = await aServer(on(scene, "3,5"));
  const out = `${server.dir}/out`;
  await submit(server, "both", {
    command: `echo $CUDA_VISIBLE_DEVICES >${out}`,
    gpus: 2,
  });
  const tooWide = await post(server, "/api/create_task", {
    command: "true",
    "n_gpus": 3,
  });

  const [task] = await untilEnded(server, ["both"]);

  assertEquals(await Deno.readTextFile(out), "3,5\n");
  assertEquals(task?.gpus, [3, 5]);
  assertEquals(tooWide.status, 400, tooWide.text);
});

Deno.test("a disabled GPU takes no task, also after a restart", async () => {
  await using scene = await Scene.of("two_gpus");
  await using server = await aServer(on(scene, null));
  const reply = await post(server, "/api/toggle_allowed_gpu", {
    "gpu_indices": [0],
    allowed: false,
  });
  assertEquals(reply.status, 200, reply.text);

  await server.kill();
  await using again = await server.again();
  await submit(again, "one", { command: "true", gpus: 1 });
  const [task] = await untilEnded(again, ["one"]);
  const board = await untilBoard(again, () => true);

  assertEquals(task?.gpus, [1]);
  assertEquals(gpu(board, 0).status, "disabled");
});

Deno.test("a GPU that is lost is unknown and not used, and what runs on it goes on", async () => {
  await using scene = await Scene.of("two_gpus");
  await using gate = await aGate();
  await using server = await aServer(on(scene, "1,0"));
  const command = `touch ${server.dir}/up; ${gate.wait}; exit 4`;
  await submit(server, "on-lost", { command, gpus: 2 });
  await appears(`${server.dir}/up`);

  await scene.play("lost");
  const board = await untilBoard(
    server,
    (board) =>
      gpu(board, 1).reason !== null &&
      taskOn(board, "on-lost")?.state !== "starting",
  );
  await gate.open();
  const [task] = await untilEnded(server, ["on-lost"]);
  await submit(server, "later", { command: "true", gpus: 1 });
  const [later] = await untilEnded(server, ["later"]);
  const after = await untilBoard(
    server,
    (board) => gpu(board, 1).status === "unknown",
  );

  assertEquals(taskOn(board, "on-lost")?.state, "running");
  assertEquals(task?.end?.exitCode, 4);
  assertEquals(later?.gpus, [0]);
  assertMatch(gpu(after, 1).reason!, /\w/);
});

for (const mode of ["hang", "mismatch"]) {
  Deno.test(`when nvidia-smi goes ${mode}, GPU tasks wait with the reason, others run, and all is well again after`, async () => {
    await using scene = await Scene.of("two_gpus");
    await using server = await aServer(on(scene, "0,1"));
    await scene.play(mode);
    const troubled = await untilBoard(
      server,
      ({ gpus }) => gpus.every(({ status }) => status === "unknown"),
    );
    await submit(server, "gpu", { command: "true", gpus: 1 });
    await submit(server, "cpu", { command: "true" });

    await untilEnded(server, ["cpu"]);
    const waiting = await untilBoard(server, () => true);
    await scene.play("ok");
    const [task] = await untilEnded(server, ["gpu"]);

    assert(troubled.gpus.every(({ reason }) => reason !== null));
    assertEquals(taskOn(waiting, "gpu")?.state, "queued");
    assertEquals(task?.end?.exitCode, 0);
  });
}

Deno.test("no driver at all is a notice, and tasks without GPUs run", async () => {
  await using server = await aServer({
    gpus: null,
    env: { ANT_NVIDIA_SMI: "/nowhere/nvidia-smi" },
  });

  await submit(server, "cpu", { command: "true" });
  const [task] = await untilEnded(server, ["cpu"]);

  assertMatch(server.printed(), /^GPUs {7}No GPUs, .*nvidia-smi/m);
  assertEquals(task?.end?.exitCode, 0);
});

Deno.test("a drain with an end survives SIGKILL, and ends by itself", async () => {
  await using server = await aServer({ gpus: 2, config: QUICK });
  await patchGpu(server, 0, { enabled: false, reason: "dust", until: "+9h" });
  await patchGpu(server, 1, { enabled: false, until: "+3s" });

  await server.kill();
  await using again = await server.again();
  const board = await untilBoard(
    again,
    (board) => gpu(board, 1).status === "free",
  );

  assertEquals(gpu(board, 0).drain?.reason, "dust");
});

Deno.test("a GPU with a new memory error is quarantined, and a person lifts it", async () => {
  await using scene = await Scene.of("eight_h100");
  await using server = await aServer(on(scene, "1,2"));
  await untilBoard(server, (board) => gpu(board, 2).status === "free");

  await scene.set(2, "ecc.errors.uncorrected.volatile.total", "3");
  const amiss = await untilBoard(server, (board) => !gpu(board, 2).enabled);
  await patchGpu(server, 2, { enabled: true });
  const lifted = await untilBoard(server, (board) => gpu(board, 2).enabled);

  const { by, reason } = gpu(amiss, 2).drain!;
  assertEquals([by, reason], [
    "server",
    "3 uncorrectable memory errors (ECC)",
  ]);
  assertEquals(gpu(lifted, 2).status, "free");
});

/**
 * Does well on GPU 0 and fails on others: not before some have done well, and
 * before the rest do, so that the speed of the machine decides nothing.
 */
const JOB = `have() { test "$(cat $1 2>/dev/null | wc -l)" -ge $2; }
if test $CUDA_VISIBLE_DEVICES = 0; then
  echo >>well
  have well 6 || exit 0
  until have bad 3; do sleep 0.02; done
else
  until have well 5; do sleep 0.02; done
  echo >>bad
  exit 7
fi
`;

Deno.test("a GPU on which task after task fails is quarantined, and the others go on", async () => {
  await using server = await aServer({
    gpus: 2,
    config: {
      ...QUICK,
      "GPU_quarantine_failures": 3,
      "GPU_quarantine_within": 3600,
    },
    prepare: (dir) => Deno.writeTextFile(`${dir}/job.sh`, JOB),
  });
  const line = `ant_wd=${server.dir} ant_n_gpus=1 sh job.sh`;
  const command = Array(20).fill(line).join("\n");
  const wish = { mode: "multi", command };
  assertEquals((await post(server, "/api/v1/tasks", wish)).status, 201);

  const board = await untilBoard(server, ({ ended }) => ended.length === 20);

  assertEquals(gpu(board, 1).drain?.by, "server");
  const failed = board.ended.filter(({ state }) => state === "failed");
  assertEquals(failed.map(({ gpus }) => gpus), [[1], [1], [1]]);
});
