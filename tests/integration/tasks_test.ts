import { assert, assertEquals, assertMatch } from "@std/assert";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { aFolder } from "./folders.ts";
import { ask, dataOf, logOf, post, submit } from "./requests.ts";

/** The part of a log that the task itself printed. */
function outputOf(log: string): string {
  return log.split(/\+=+\+\n\n\n/)[1]!.split(/\n\+=+\+\n +[A-Z]+\n/)[0]!;
}

Deno.test("a task sees its id, its log and its physical GPUs, an empty input, and not the server's token", async () => {
  await using server = await aServer();
  const command = 'echo "$ANT_TASK_ID|$ANT_ATTEMPT|$ANT_GPU_IDS|' +
    "$ANT_ASSIGNED_GPU_COUNT|$CUDA_VISIBLE_DEVICES|$CUDA_DEVICE_ORDER|" +
    '${ANT_TOKEN-none}"; cat; echo "$ANT_LOG_FILE"';
  await submit(server, "wide", { command, gpus: 2 });
  await submit(server, "cpu", { command });

  const [wide, cpu] = await untilEnded(server, ["wide", "cpu"]);

  assertEquals(
    outputOf(await logOf(server, "wide")).trim(),
    `wide|1|0,1|2|0,1|PCI_BUS_ID|none\n${wide!.logFile}`,
  );
  assertEquals(
    outputOf(await logOf(server, "cpu")).trim(),
    `cpu|1||0||PCI_BUS_ID|none\n${cpu!.logFile}`,
  );
});

Deno.test("variables reach a task as they are, and are no shell text", async () => {
  await using server = await aServer();
  await using folder = await aFolder();
  const envar = {
    DOLLAR: `$(touch ${folder.dir}/x) \`touch ${folder.dir}/y\``,
    QUOTES: `it's "so" \\ 100%`,
    LINES: "one\ntwo\n",
    UNICODE: "Grüße 蟻",
    "ant_wd": folder.dir,
  };
  const command =
    'printf "%s\\0" "$DOLLAR" "$QUOTES" "$LINES" "$UNICODE" "$PWD" >out';
  await submit(server, "literal", { command, envar });

  const [task] = await untilEnded(server, ["literal"]);

  assertEquals(task?.end?.exitCode, 0);
  const { ant_wd: _, ...given } = envar;
  assertEquals(
    (await Deno.readTextFile(`${folder.dir}/out`)).split("\0").slice(0, -1),
    [...Object.values(given), folder.dir],
  );
  const names = await Array.fromAsync(Deno.readDir(folder.dir));
  assertEquals(names.map(({ name }) => name), ["out"]);
});

Deno.test("secret values are given to the task, and shown to nobody", async () => {
  await using server = await aServer();
  const secret = "hf_4f0c2d7a9b";
  const envar = { HF_TOKEN: secret, PLAIN: "seen" };
  const command = `[ "$HF_TOKEN" = ${secret.replace("hf_", '"hf_"')} ]`;
  await submit(server, "masked", { command, envar });

  const [task] = await untilEnded(server, ["masked"]);

  assertEquals(task?.end?.exitCode, 0);
  const log = await logOf(server, "masked");
  const { text: vis } = await ask(server, "/api/vis");
  const { text: board } = await ask(server, "/api/v1/tasks");
  for (const shown of [log, vis, board, JSON.stringify(task)]) {
    assert(shown.includes("seen"), shown);
    assert(!shown.includes(secret), shown);
  }
});

Deno.test("ant_conda_path wraps the whole command in that conda", async () => {
  await using server = await aServer();
  await using folder = await aFolder();
  const conda = `${folder.dir}/conda`;
  const script = '#!/bin/sh\necho "conda $1 $2 $3 $4"; shift 4; exec "$@"\n';
  await Deno.writeTextFile(conda, script, { mode: 0o755 });
  const envar = { "ant_conda_path": conda, "ant_conda_env": "lab" };

  await submit(server, "conda", { command: "echo one && echo two", envar });
  const [task] = await untilEnded(server, ["conda"]);

  const log = await logOf(server, "conda");
  assertEquals(task?.end?.exitCode, 0, log);
  assertMatch(outputOf(log), /conda run --live-stream -n lab\none\ntwo\n/);
});

Deno.test("terminate ends the whole tree, a grandchild in a session of its own included, and only then frees the GPU", async () => {
  await using server = await aServer({
    gpus: 1,
    config: { HANDLER_kill_grace: 0.3 },
  });
  const { dir } = server;
  const stray =
    `setsid sh -c "trap '' TERM; echo \\$\\$ >${dir}/stray; touch ${dir}/up; while :; do sleep 0.05; done"`;
  await submit(server, "tree", { command: `${stray} & wait`, gpus: 1 });
  await submit(server, "after", {
    // A zombie is dead: it may be that nobody reaps it.
    command: `! grep -q ') [^ZX] ' /proc/$(cat ${dir}/stray)/stat`,
    gpus: 1,
  });
  await appears(`${dir}/up`);

  const reply = await post(server, "/api/kill_task", { "task_ids": ["tree"] });
  assertEquals(reply.status, 200, reply.text);
  const [tree, after] = await untilEnded(server, ["tree", "after"]);

  assertEquals(tree?.state, "terminated");
  assertEquals(after?.end?.exitCode, 0, "the stray was still alive");
});

Deno.test("a batch is taken whole or not at all", async () => {
  await using server = await aServer();
  const reply = await post(server, "/api/create_task", {
    "queue_mode": "multi",
    command: "ant_task_id=one true\nant_n_gpus=9 true\n",
  });

  assertEquals(reply.status, 400, reply.text);
  assertMatch(reply.text, /Line 2: .*needs 9 GPUs, this server has 4/);
  const vis = await dataOf(server, "/api/vis");
  assertEquals([vis["task_queue"], vis["task_completed"]], [[], []]);
});

Deno.test("a GPU task that does not fit holds back those behind it, and tasks without GPUs wait for none", async () => {
  await using server = await aServer({ gpus: 2 });
  await using gate = await aGate();
  await submit(server, "first", { command: gate.wait, gpus: 1 });
  await submit(server, "wide", { command: "true", gpus: 2 });
  await submit(server, "narrow", { command: "true", gpus: 1 });
  await submit(server, "cpu", { command: "true" });

  await untilEnded(server, ["cpu"]);
  const board = await untilBoard(
    server,
    (board) => taskOn(board, "first")?.state === "running",
  );
  assertEquals(board.queued.map(({ id }) => id), ["wide", "narrow"]);

  await gate.open();
  const [wide, narrow] = await untilEnded(server, ["wide", "narrow"]);
  assert(wide!.endedAtMs! <= narrow!.startedAtMs!);
});

Deno.test("RUNNER_max_cpu_tasks limits how many tasks without GPUs run at once", async () => {
  await using server = await aServer({ config: { RUNNER_max_cpu_tasks: 2 } });
  await using gate = await aGate();
  for (const id of ["a", "b", "c"]) {
    await submit(server, id, { command: gate.wait });
  }

  const board = await untilBoard(
    server,
    ({ active }) =>
      active.filter(({ state }) => state === "running").length === 2,
  );
  assertEquals(board.queued.map(({ id }) => id), ["c"]);
  await gate.open();
  await untilEnded(server, ["a", "b", "c"]);
});
