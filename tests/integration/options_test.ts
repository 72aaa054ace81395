import { assertEquals, assertMatch } from "@std/assert";
import { aGate } from "../helpers/gate.ts";
import type { BoardView } from "../../scheduler/mod.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aServer } from "../helpers/server.ts";
import { logOf, submit } from "./requests.ts";

Deno.test("a task that fails is tried again, with a log of its own each time", async () => {
  await using server = await aServer({
    config: { SCHEDULER_retry_delay: 0 },
  });
  const command = "ant_retries=2 echo try $ANT_ATTEMPT; " +
    "test $ANT_ATTEMPT = 2 || exit 3";
  await submit(server, "again", { command });

  const board = await untilBoard(
    server,
    (board) => taskOn(board, "again")?.state === "succeeded",
  );

  const task = taskOn(board, "again")!;
  assertEquals(
    [task.attempt, task.earlier.map(({ end }) => end.exitCode)],
    [2, [3]],
  );
  assertMatch(await logOf(server, "again"), /try 2/);
});

Deno.test("a failure tells what the end of its log says of it", async () => {
  await using server = await aServer();
  const command = "ant_retries=1 ant_retry_on=nccl " +
    "printf '%s out of memory. Tried\\n' CUDA; exit 1";
  await submit(server, "big", { command });

  const [task] = await untilEnded(server, ["big"]);

  assertEquals(task!.end!.cause, "exit 1: CUDA out of memory");
  assertEquals(task!.attempt, 1);
});

Deno.test("a task is warned before its time limit, and stopped at it", async () => {
  await using server = await aServer();
  const SAVED = /^saved$/m; // Its head tells the command, too.
  let log = "";
  // Warned 0.1 s, 1.1 s, 3.1 s … after its start: a busy machine takes a
  // while until a task listens.
  for (let limitS = 1; limitS <= 64 && !SAVED.test(log); limitS *= 2) {
    const id = `long-${limitS}`;
    const command = `ant_timeout=${limitS}s ant_timeout_signal=USR1@900ms ` +
      "trap 'echo saved' USR1; while :; do sleep 0.02; done";
    await submit(server, id, { command });

    const [task] = await untilEnded(server, [id]);

    assertEquals(task!.state, "failed");
    assertMatch(task!.end!.cause!, /^stopped at its time limit of /);
    log = await logOf(server, id);
  }

  assertMatch(log, SAVED);
});

Deno.test("what waits for a task outlives the server, and starts once it may", async () => {
  await using first = await aServer({ config: { RECOVERY_mode: "auto" } });
  await submit(first, "held", { command: "ant_hold=yes echo first" });
  await submit(first, "then", { command: "ant_after=@ echo second" });
  await first.kill();
  await using server = await first.again();

  const release = "/api/v1/tasks/held/release";
  const reply = await server.fetch(release, { method: "POST" });
  await reply.body?.cancel();

  const [held, then] = await untilEnded(server, ["held", "then"]);
  assertEquals([held!.state, then!.state], ["succeeded", "succeeded"]);
  assertEquals(held!.endedAtMs! <= then!.startedAtMs!, true);
});

Deno.test("tasks share a GPU, and one that wants all of it waits for their end", async () => {
  await using server = await aServer({ gpus: 1 });
  await using gate = await aGate();
  const shares = "ant_n_gpus=1 ant_gpu_share=30GiB";
  const command = `${shares} echo sees $CUDA_VISIBLE_DEVICES; ${gate.wait}`;
  await submit(server, "a", { command });
  await submit(server, "b", { command });
  await submit(server, "whole", { command: "ant_n_gpus=1 true" });
  const isRunning = (board: BoardView, id: string) =>
    taskOn(board, id)?.state === "running";

  const { gpus: [gpu] } = await untilBoard(
    server,
    (board) => isRunning(board, "a") && isRunning(board, "b"),
  );
  const why = await server.fetch("/api/v1/tasks/whole/why");
  const { sentence } = await why.json();
  await gate.open();
  const [, , whole] = await untilEnded(server, ["a", "b", "whole"]);

  assertEquals(gpu!.heldBy, ["a", "b"]);
  assertEquals(gpu!.shares.map(({ shareMiB }) => shareMiB), [30_720, 30_720]);
  assertEquals(sentence, "Needs 1 GPU, 0 free; GPU 0 is held by a, b");
  assertEquals(whole!.state, "succeeded");
  for (const id of ["a", "b"]) assertMatch(await logOf(server, id), /sees 0\n/);
});

Deno.test("a claim that is not left waits, and one that never is says so", async () => {
  await using server = await aServer();
  await using gate = await aGate();
  const cores = navigator.hardwareConcurrency;
  const all = `ant_cpus=${cores}`;
  await submit(server, "first", { command: `${all} ${gate.wait}` });
  await submit(server, "next", { command: `${all} true` });
  await submit(server, "never", { command: `ant_cpus=${cores + 1} true` });
  const whyOf = async (id: string) => {
    const reply = await server.fetch(`/api/v1/tasks/${id}/why`);
    return (await reply.json()).sentence;
  };

  await untilBoard(
    server,
    (board) => taskOn(board, "first")?.state === "running",
  );
  const [next, never] = [await whyOf("next"), await whyOf("never")];
  await gate.open();
  const [, second] = await untilEnded(server, ["first", "next"]);

  assertMatch(next, /^Needs \d+ CPUs?, 0 CPUs free$/);
  assertMatch(
    never,
    /^Can not start: needs \d+ CPUs, tasks may have \d+ CPUs?$/,
  );
  assertEquals(second!.state, "succeeded");
});
