import { assert, assertEquals, assertMatch } from "@std/assert";
import type { BoardView } from "../../scheduler/mod.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { json, spawned, told } from "./an_ant.ts";

async function taskOf(server: TestServer, id: string) {
  return await (await server.fetch(`/api/v1/tasks/${id}`)).json();
}

/** Whether it goes on, or soon does: a busy machine takes a while to start. */
function isRunning(id: string) {
  return (board: BoardView) => taskOn(board, id)?.state === "running";
}

Deno.test("ant run", async (t) => {
  await using server = await aServer();

  await t.step(
    "prints the id alone, and runs in the folder where it was typed",
    async () => {
      const { code, out, err } = await told(
        server,
        ["run", "-n", "first", "--gpus", "1", "--", "pwd"],
        { cwd: `${server.dir}/tmp` },
      );

      assertEquals([code, out], [0, "first\n"]);
      assertMatch(err, /^Starts now on GPU \d\n$/);
      const task = await taskOf(server, "first");
      assertEquals(task.envar, { "ant_wd": `${server.dir}/tmp` });
      assertEquals((await untilEnded(server, ["first"]))[0]?.end?.exitCode, 0);
    },
  );

  await t.step(
    "hands words on as they are, and one word as shell text",
    async () => {
      await told(server, [
        "run",
        "-n",
        "words",
        "--",
        "printf",
        "%s|",
        "a b",
        "$HOME",
        "it's",
      ]);
      await told(server, ["run", "-n", "text", "--", "printf x | tr x y"]);

      const words = await taskOf(server, "words");
      assertEquals(words.command, `printf '%s|' 'a b' '$HOME' 'it'\\''s'`);
      await untilEnded(server, ["words", "text"]);
      const logs = await told(server, ["logs", "words", "text"]);
      assertMatch(logs.out, /a b\|\$HOME\|it's\|/);
      assertMatch(logs.out, /^y$/m);
    },
  );

  await t.step(
    "takes every flag of a task, gantry's and Slurm's spelling too",
    async () => {
      const flags = [
        ...[
          "--hold",
          "--name=all",
          "--tag",
          "a",
          "--tag=b,c",
          "--env",
          "LOCAL",
        ],
        ...[
          "--env",
          "X=1=2",
          "--gpu-type",
          "h100",
          "--gpu-mem=1GiB",
          "-G",
          "2",
        ],
        ...[
          "--retries",
          "2",
          "--retry-on",
          "killed",
          "-t",
          "90",
          "--nice",
          "5",
        ],
        ...["--signal", "B:USR1@120", "--begin", "now+2hours", "--conda", "ml"],
        ...["--chdir", "/tmp", "--at-most", "2@a", "-d", "afterany:first"],
      ];

      const { code, err } = await told(
        server,
        ["run", ...flags, "--", "true"],
        {
          env: { LOCAL: "here" },
        },
      );

      assertEquals([code, err.includes("Queued")], [0, true], err);
      const { options, envar, tags, nGpus } = await taskOf(server, "all");
      assertEquals(tags, ["a", "b", "c"]);
      assertEquals(nGpus, 2);
      assertEquals(envar, {
        LOCAL: "here",
        X: "1=2",
        "ant_wd": "/tmp",
        "ant_conda_env": "ml",
      });
      const { begin, ...others } = options;
      assert(Math.abs(Date.parse(begin) - Date.now() - 7_200_000) < 60_000);
      assertEquals(others, {
        afterAny: "first",
        atMost: "2@a",
        gpuMem: "1GiB",
        gpuType: "h100",
        hold: "true",
        priority: "-5",
        retries: "2",
        retryOn: "killed",
        timeout: "1h30m",
        timeoutSignal: "USR1@2m",
      });
    },
  );

  await t.step(
    "takes what is not given from variables and files, in that order",
    async () => {
      const dir = `${server.dir}/tmp/project/deep`;
      await Deno.mkdir(dir, { recursive: true });
      await Deno.writeTextFile(
        `${dir}/../.ant.toml`,
        '[run]\npriority = "low"\nretries = 1\ntag = ["file"]\nhold = true\n',
      );

      await told(
        server,
        ["run", "-n", "set", "--retries", "3", "--tag", "flag", "--", "true"],
        { cwd: dir, env: { ANT_RUN_PRIORITY: "high" } },
      );

      const { options, tags } = await taskOf(server, "set");
      assertEquals(tags, ["file", "flag"]);
      assertEquals(options, { hold: "true", priority: "high", retries: "3" });
    },
  );

  await t.step(
    "--dry-run queues nothing, and tells what would be",
    async () => {
      const { code, body } = await json(server, [
        ...["run", "--dry-run", "-n", "never", "--gpus", "1", "--", "true"],
      ]);

      assertEquals(code, 0);
      const [{ id, start }] = body.tasks;
      assertEquals([id, start.startsNow, start.isPossible], [
        "never",
        true,
        true,
      ]);
      const { status, body: none } = await server.fetch("/api/v1/tasks/never");
      await none?.cancel();
      assertEquals(status, 404);
    },
  );

  await t.step(
    "tells what can never run with exit code 7, and bad input with 2",
    async () => {
      const many = await told(server, ["run", "--gpus", "9", "--", "true"]);
      const absent = await told(server, [
        ...[
          "run",
          "--gpus",
          "1",
          "--gpu-type",
          "tpu",
          "--dry-run",
          "--",
          "true",
        ],
      ]);
      const bad = await told(server, [
        "run",
        "--priority",
        "top",
        "--",
        "true",
      ]);
      const noDashes = await told(server, ["run", "python", "train.py", "--x"]);
      const nothing = await told(server, ["run", "--gpus", "1"]);
      const unknown = await told(server, ["run", "--gpu", "1", "--", "true"]);

      assertEquals(
        [many, absent, bad, noDashes, nothing, unknown].map(({ code }) => code),
        [7, 7, 2, 2, 2, 2],
      );
      assertMatch(bad.err, /Cannot read "--priority": "top" is no priority/);
      assertMatch(noDashes.err, /Put -- before the command/);
      assertMatch(unknown.err, /Did you mean "--gpus"\?/);
    },
  );

  await t.step(
    "--wait hands on the exit code, and 128 + n for a signal",
    async () => {
      const three = await told(server, ["run", "--wait", "--", "exit 3"]);
      const killed = await told(server, ["run", "-W", "--", "kill -9 $$"]);
      const fine = await json(server, ["run", "--wait", "--", "true"]);

      assertEquals([three.code, killed.code, fine.code], [3, 137, 0]);
      assertEquals(fine.body.ended[0].state, "succeeded");
    },
  );

  await t.step(
    "-f ends with a task that never ran",
    async () => {
      const args = ["run", "-n", "never", "--hold", "-f", "--", "true"];
      const running = told(server, args);
      await untilBoard(
        server,
        ({ queued }) => queued.some(({ id }) => id === "never"),
      );

      await told(server, ["stop", "never"]);

      const { code, err } = await running;
      assertEquals(code, 0);
      assertMatch(err, /never terminated/);
    },
  );

  await t.step(
    "what cannot be done afterwards queues nothing",
    async () => {
      const both = ["run", "-n", "both", "-f", "--json", "--", "true"];
      const time = ["run", "-n", "time", "-W", "--timeout", "x", "--", "true"];

      const codes = [await told(server, both), await told(server, time)]
        .map(({ code }) => code);

      assertEquals(codes, [2, 2]);
      const found = await told(server, ["show", "both"]);
      assertEquals([found.code, (await told(server, ["show", "time"])).code], [
        3,
        3,
      ]);
    },
  );

  await t.step(
    "--wait --timeout ends with 124, and the task goes on",
    async () => {
      await using gate = await aGate();

      const { code } = await told(server, [
        ...[
          "run",
          "-n",
          "slow",
          "--wait",
          "--timeout",
          "0.2s",
          "--",
          gate.wait,
        ],
      ]);

      assertEquals(code, 124);
      await untilBoard(server, isRunning("slow"));
      await gate.open();
      await untilEnded(server, ["slow"]);
    },
  );

  await t.step(
    "-f prints the output; Ctrl-C detaches and stops nothing",
    async () => {
      await using gate = await aGate();
      const child = spawned(server, [
        ...[
          "run",
          "-n",
          "seen",
          "-f",
          "--",
          `echo begun; ${gate.wait}; exit 4`,
        ],
      ]);
      const out = child.stdout.pipeThrough(new TextDecoderStream());
      let text = "";
      let isAsked = false;
      for await (const part of out) {
        text += part;
        if (text.includes("begun\n") && !isAsked) child.kill("SIGINT");
        isAsked = text.includes("begun\n");
      }
      const { code } = await child.status;
      await child.stderr.cancel();

      assertEquals(code, 130);
      assertEquals((await taskOf(server, "seen")).state, "running");
      await gate.open();
      const [task] = await untilEnded(server, ["seen"]);
      assertEquals(task?.end?.exitCode, 4);
    },
  );

  await t.step(
    "tells JSON what was queued, where and when it starts",
    async () => {
      const { body } = await json(server, [
        "run",
        "-n",
        "j",
        "--gpus",
        "1",
        "--",
        "true",
      ]);

      const { schema, id, name, state, gpusPlanned, warnings, ids } = body;
      assertEquals([schema, id, name, ids], ["ant.v1", "j", "j", ["j"]]);
      assertEquals([gpusPlanned.length, warnings], [1, []]);
      assert(["starting", "running", "succeeded"].includes(state), state);
      assertMatch(body.url, /\/logs\?task_id=j$/);
      assertMatch(body.startEstimate, /^\d{4}-.*Z$/);
    },
  );

  await t.step(
    "a sweep is many tasks, and @TAG means all of them",
    async () => {
      const { body } = await json(server, [
        ...["run", "-n", "fit-{lr}", "--tag", "lr", "--"],
        ...["echo", "{sweep", "lr", "0.1", "0.01}"],
      ]);

      assertEquals(body.ids, ["fit-0.1", "fit-0.01"]);
      const waited = await json(server, ["wait", "@lr"]);
      assertEquals(waited.code, 0);
      assertEquals(waited.body.tasks.length, 2);
    },
  );
  await untilBoard(server, ({ active }) => active.length === 0);
});
