import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { json, spawned, told } from "./an_ant.ts";

Deno.test("ant ls, show, why, logs, follow, wait and open", async (t) => {
  await using server = await aServer({ gpus: 2 });
  await using gate = await aGate();
  const ant = (...args: string[]) => told(server, args);
  await ant(
    "run",
    "-n",
    "wide",
    "--gpus",
    "2",
    "--tag",
    "a,b",
    "--",
    gate.wait,
  );
  await ant("wait", "wide", "--until", "running");
  await ant("run", "-n", "later", "--gpus", "1", "--", "echo later");
  await ant(
    "run",
    "-n",
    "bad",
    "--tag",
    "a",
    "--wait",
    "--",
    "echo 1; echo 2 >&2; exit 3",
  );

  await t.step(
    "ls lists what runs, then what waits; a pipe gets columns",
    async () => {
      const { code, out } = await ant("ls");

      const rows = out.split("\n").map((line) => line.split("\t"));
      assertEquals([code, rows.length], [0, 3]);
      assertEquals(rows[0]!.slice(0, 4), ["wide", "running", "", "0,1"]);
      assertMatch(rows[0]![5]!, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assertEquals(rows[0]!.slice(6), ["a,b", gate.wait]);
      assertEquals(rows[1]!.slice(0, 4), ["later", "queued", "", "×1"]);
    },
  );

  await t.step(
    "ls narrows by state, tag, words and time, and counts the rest",
    async () => {
      const rows = async (...args: string[]) =>
        (await json(server, ["ls", ...args])).body.tasks
          .map(({ id }: { id: string }) => id);

      assertEquals(await rows("--all"), ["wide", "later", "bad"]);
      assertEquals(await rows("%failed"), ["bad"]);
      assertEquals(await rows("--state", "failed,queued"), ["later", "bad"]);
      assertEquals(await rows("@a"), ["wide", "bad"]);
      assertEquals(await rows("--tag", "a", "%running"), ["wide"]);
      assertEquals(await rows("-a", "-s", "&2;"), ["bad"]);
      assertEquals(await rows("--since", "1h"), ["wide", "later", "bad"]);
      assertEquals(await rows("--since", "2200-01-01"), ["wide", "later"]);
      assertEquals(await rows("-a", "-n", "1"), ["wide"]);
    },
  );

  await t.step(
    "ls numbers the rows on a terminal, and the numbers name tasks",
    async () => {
      const seen = await told(server, ["ls"], { isTerminal: true });
      const plain = await told(server, ["ls"], {
        isTerminal: true,
        env: { NO_COLOR: "1" },
      });
      const second = await json(server, ["show", "2"]);
      const both = await json(server, ["show", "1-2"]);
      const none = await ant("show", "9");

      assertStringIncludes(seen.out, "\x1b[36mrunning");
      assertMatch(plain.out, /^#\s+TASK\s+STATE/);
      assert(!plain.out.includes("\x1b"));
      assertEquals(second.body.tasks[0].id, "later");
      assertEquals(both.body.tasks.length, 2);
      assertEquals(none.code, 3);
    },
  );

  await t.step(
    "JSON has a schema, fields, lines and a format of one's own",
    async () => {
      const { body } = await json(server, ["show", "bad"]);
      const lines = await ant("ls", "-a", "--jsonl");
      const format = await ant("ls", "-a", "--format", "{id}:{end.exitCode}");
      const fields = await ant("ls", "--json=id,state");

      assertEquals(body.schema, "ant.v1");
      const [{ startedAt, endedAt, end }] = body.tasks;
      assert(Date.parse(startedAt) <= Date.parse(endedAt));
      assertEquals(end.exitCode, 3);
      assertEquals(lines.out.trim().split("\n").length, 3);
      assertEquals(format.out, "wide:\nlater:\nbad:3\n");
      assertEquals(JSON.parse(fields.out).tasks[0], {
        id: "wide",
        state: "running",
      });
    },
  );

  await t.step("show tells of a task by the beginning of its id", async () => {
    const { out } = await ant("show", "lat");
    const absent = await ant("show", "nothing");
    const near = await ant("show", "widee");

    assertMatch(out, /^task +later\nstate +queued\nwaits +\S/);
    assertEquals([absent.code, near.code], [3, 3]);
    assertMatch(near.err, /Did you mean "wide"\?/);
  });

  await t.step("why tells what keeps a task, and how one ended", async () => {
    const later = await json(server, ["why", "later"]);
    const bad = await ant("why", "bad");

    assertEquals(later.body.tasks[0].reason.kind, "gpus");
    assertMatch(later.body.tasks[0].sentence, /held by wide/);
    assertMatch(bad.out, /^It failed: exit 3/);
  });

  await t.step("logs prints bytes, the last lines, or files", async () => {
    const whole = await ant("logs", "bad");
    const tail = await ant("logs", "bad", "--tail", "1");
    const dir = `${server.dir}/tmp/out`;
    const files = await ant("logs", "@a", "-o", dir);
    const none = await ant("logs", "later");
    const attempt = await ant("logs", "bad", "--attempt", "4");

    assertMatch(whole.out, /\n1\n2\n/);
    assertEquals(tail.out.split("\n").length <= 2, true);
    assertEquals(files.out, `${dir}/wide.log\n${dir}/bad.log\n`);
    assertMatch(await Deno.readTextFile(`${dir}/bad.log`), /\n1\n2\n/);
    assertEquals([none.code, attempt.code], [3, 3]);
  });

  await t.step(
    "logs --since goes by the times that a program writes",
    async () => {
      const old = "2020-01-01 10:00:00 old";
      const now = new Date(Date.now() + 60_000).toISOString();
      const command =
        `echo '${old}'; echo more; echo '${now} new'; echo its end`;
      await ant("run", "-n", "stamped", "--wait", "--", command);

      const recent = await ant("logs", "stamped", "--since", "10s");
      const all = await ant("logs", "stamped", "--since", "2019-01-01");
      const untold = await ant("logs", "bad", "--since", "10s");

      assert(recent.out.startsWith(`${now} new\nits end\n`), recent.out);
      assertMatch(all.out, /old\nmore\n/);
      assertEquals([untold.code, recent.code], [1, 0]);
    },
  );

  await t.step(
    "follow prints what is written until the end, and waits for a start",
    async () => {
      const child = spawned(server, ["follow", "later"]);
      const said = child.stderr.pipeThrough(new TextDecoderStream());
      let text = "";
      for await (const part of said) {
        text += part;
        if (text.includes("is queued")) await gate.open();
      }
      const { code } = await child.status;
      const out = await new Response(child.stdout).text();

      assertEquals(code, 0);
      assertMatch(out, /^later$/m);
      assertMatch(text, /later succeeded/);
    },
  );

  await t.step(
    "wait tells success from failure, and minds its timeout",
    async () => {
      await untilEnded(server, ["wide", "later"]);
      const fine = await json(server, ["wait", "wide", "later"]);
      const bad = await ant("wait", "wide", "bad");
      const zero = await ant("wait", "bad", "--exit-zero");
      await using other = await aGate();
      await ant("run", "-n", "long", "--", other.wait);
      const running = await ant("wait", "long", "--until", "running");
      const late = await json(server, ["wait", "long", "--timeout", "0.1s"]);
      await other.open();
      const ended = await ant("wait", "long");

      assertEquals(
        [fine.code, bad.code, zero.code, running.code, late.code, ended.code],
        [0, 1, 0, 0, 124, 0],
      );
      assertEquals([fine.body.timeout, late.body.timeout], [false, true]);
      assertMatch(bad.err, /bad failed: exit 3/);
    },
  );

  await t.step(
    "open prints the address, or hands it to the browser",
    async () => {
      const home = await json(server, ["open", "--print"]);
      const task = await ant("open", "last", "--print");
      const opened = await told(server, ["open", "bad"], {
        env: { BROWSER: "true" },
      });
      const none = await told(server, ["show", "bad", "--web"], {
        env: { BROWSER: "/nowhere/browser" },
      });

      assertEquals(home.body.url, `${server.url}/`);
      assertEquals(task.out, `${server.url}/logs?task_id=long\n`);
      assertEquals([opened.code, none.code], [0, 1]);
    },
  );

  await t.step(
    "events prints each as a line, and goes on where it was",
    async () => {
      const first = await ant("events", "--jsonl", "-n", "1");
      const { id, event, data } = JSON.parse(first.out);
      await ant("run", "--", "true");
      const next = await ant("events", "--since", id, "--count", "1");

      assertEquals([event, typeof data.now], ["board", "string"]);
      assertEquals(JSON.parse(next.out).event, "patch");
    },
  );
  await untilBoard(server, ({ active }) => active.length === 0);
});
