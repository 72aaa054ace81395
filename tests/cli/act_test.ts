import { assertEquals, assertMatch } from "@std/assert";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { json, spawned, told } from "./an_ant.ts";

async function queueOf(server: TestServer): Promise<string[]> {
  const { body } = await json(server, ["ls", "%queued"]);
  return body.tasks.map(({ id }: { id: string }) => id);
}

/** An editor that replaces words in the file. */
async function anEditor(dir: string, script: string): Promise<string> {
  const path = `${dir}/tmp/editor-${crypto.randomUUID()}.sh`;
  await Deno.writeTextFile(path, `#!/bin/sh\nsed -i '${script}' "$1"\n`);
  await Deno.chmod(path, 0o755);
  return path;
}

Deno.test("ant stop, rerun, rm, hold, release, edit, top and move", async (t) => {
  await using server = await aServer({ gpus: 1 });
  await using gate = await aGate();
  const ant = (...args: string[]) => told(server, args);
  await ant("run", "-n", "first", "--gpus", "1", "--", gate.wait);
  await ant("wait", "first", "--until", "running");
  for (const id of ["a", "b", "c"]) {
    await ant("run", "-n", id, "--tag", "abc", "--gpus", "1", "--", "true");
  }

  await t.step("top and move put the queue in order", async () => {
    const top = await ant("top", "b", "c");
    assertEquals(await queueOf(server), ["b", "c", "a"]);
    const before = await json(server, ["move", "a", "--before", "c"]);
    assertEquals(await queueOf(server), ["b", "a", "c"]);
    const last = await ant("move", "b", "--last");
    assertEquals(await queueOf(server), ["a", "c", "b"]);
    const nowhere = await ant("move", "b");

    assertEquals([top.code, before.code, last.code], [0, 0, 0]);
    assertEquals(nowhere.code, 2);
  });

  await t.step(
    "hold and release act on all with a tag, and on no others",
    async () => {
      const dry = await json(server, ["hold", "@abc", "--dry-run"]);
      const held = await json(server, ["hold", "@abc"]);
      const why = await json(server, ["why", "a"]);
      const released = await ant("release", "a", "b");
      const running = await ant("hold", "first");

      assertEquals([dry.body.dryRun, dry.body.tasks.length], [true, 3]);
      assertEquals(held.body.tasks.map(({ id }: { id: string }) => id), [
        ...["a", "c", "b"],
      ]);
      assertEquals(why.body.tasks[0].reason.kind, "held");
      assertEquals([released.code, released.out], [0, "a\nb\n"]);
      assertEquals(running.code, 1);
      assertMatch(running.err, /Cannot hold task "first": it is "running"/);
    },
  );

  await t.step("edit changes by flags, and takes away", async () => {
    const set = await json(server, [
      ...["edit", "a", "--priority", "low", "--env", "X=1", "--tag", "new"],
    ]);
    const off = await json(server, ["edit", "c", "--no-hold", "--priority="]);

    const [{ options, envar, tags }] = set.body.tasks;
    assertEquals([options, tags], [{ priority: "low" }, ["new"]]);
    assertEquals(envar.X, "1");
    assertEquals(off.body.tasks[0].options, {});
  });

  await t.step(
    "edit opens many at once, and changes what was changed",
    async () => {
      const editor = await anEditor(
        server.dir,
        's/^command = "true"/command = "false"/',
      );
      const child = spawned(server, ["edit", "b", "c", "--json"], {
        env: { EDITOR: editor },
      });
      const { code, stdout } = await child.output();
      const same = spawned(server, ["edit", "b"], { env: { EDITOR: "true" } });
      const unchanged = await same.output();
      const wrong = await anEditor(server.dir, "s/^gpus.*/gpus = = 1/");
      const bad = await spawned(server, ["edit", "b"], {
        env: { EDITOR: wrong },
      }).output();

      assertEquals(code, 0);
      const { tasks } = JSON.parse(new TextDecoder().decode(stdout));
      assertEquals(
        tasks.map(({ id, command }: Record<string, string>) => [id, command]),
        [["b", "false"], ["c", "false"]],
      );
      assertMatch(
        new TextDecoder().decode(unchanged.stderr),
        /Nothing was changed/,
      );
      assertEquals(bad.code, 2);
      assertMatch(
        new TextDecoder().decode(bad.stderr),
        /line \d+, column \d+: .*\n.*What you wrote is in/s,
      );
    },
  );

  await t.step(
    "stop ends what waits and what runs, and says which",
    async () => {
      const dry = await ant("stop", "@abc", "--dry-run");
      const waiting = await json(server, ["stop", "b"]);
      const twice = await ant("stop", "b");
      const nobody = await ant("stop");
      const group = await ant("stop", "@none");
      const running = await ant("stop", "first");
      const [first] = await untilEnded(server, ["first"]);

      assertEquals([dry.code, dry.out], [0, "c\nb\n"]);
      assertEquals(waiting.body.tasks, [{ id: "b" }]);
      assertEquals(
        [twice.code, nobody.code, group.code, running.code],
        [1, 2, 3, 0],
      );
      assertEquals(first?.state, "terminated");
    },
  );

  await t.step(
    "rerun queues copies, changed in the editor if asked to",
    async () => {
      await untilEnded(server, ["a", "c"]);
      const copies = await json(server, ["rerun", "a", "--wait"]);
      const editor = await anEditor(
        server.dir,
        's/^command = "false"/command = "exit 5"/',
      );
      const edited = await spawned(server, ["rerun", "c", "--edit", "--wait"], {
        env: { EDITOR: editor },
      }).output();
      const dry = await ant("rerun", "%failed", "--dry-run");

      assertEquals(copies.code, 0);
      assertMatch(copies.body.tasks[0].newId, /^a.*1/);
      assertEquals(edited.code, 5);
      assertMatch(dry.out, /^c/m);
    },
  );

  await t.step(
    "rerun takes those along that failed with a task, where asked",
    async () => {
      await ant("run", "-n", "prep", "--hold", "--", "false");
      await ant("run", "-n", "fit", "--after", "prep", "--", "true");
      await ant("release", "prep");
      await untilEnded(server, ["prep", "fit"]);

      const { body } = await json(server, [
        ...["rerun", "prep", "--with-dependants"],
      ]);

      const newIds = body.tasks.map(({ newId }: { newId: string }) => newId);
      assertEquals(newIds, ["prep-restart-1", "fit-restart-1"]);
      await untilEnded(server, newIds);
    },
  );

  await t.step("rm forgets what has ended, and refuses what runs", async () => {
    await using other = await aGate();
    await ant("run", "-n", "busy", "--", other.wait);
    const refused = await ant("rm", "busy");
    const gone = await json(server, ["rm", "first", "%failed"]);
    const again = await ant("show", "first");
    await other.open();

    assertEquals(refused.code, 1);
    assertMatch(refused.err, /terminate it first/);
    assertEquals(gone.body.tasks.length > 1, true);
    assertEquals(again.code, 3);
  });
  await untilBoard(server, ({ active }) => active.length === 0);
});

Deno.test("ant gpus, gpu drain, gpu enable, recover and config", async (t) => {
  await using server = await aServer({ gpus: 3 });
  const ant = (...args: string[]) => told(server, args);

  await t.step(
    "gpus lists them, those that are free and those of a kind",
    async () => {
      const all = await json(server, ["gpus"]);
      const seen = await ant("gpus");
      const none = await json(server, ["gpus", "--type", "tpu"]);

      assertEquals(all.body.gpus.length, 3);
      assertMatch(seen.out, /^0\tSimulated H100 80GB\tfree\t/);
      assertEquals(none.body.gpus, []);
    },
  );

  await t.step(
    "gpu drain keeps tasks away, and enable lets them in",
    async () => {
      const drained = await json(server, [
        ...["gpu", "drain", "0-1", "--reason", "ECC", "--until", "+3h"],
      ]);
      const free = await ant("gpus", "--free", "--format", "{index}");
      const enabled = await json(server, ["gpu", "enable", "0,1"]);
      const absent = await ant("gpu", "drain", "7");
      const unclear = await ant("gpu", "drain", "x");

      const [{ enabled: isOn, drain }] = drained.body.gpus;
      assertEquals([isOn, drain.reason], [false, "ECC"]);
      assertMatch(drain.until, /^\d{4}-/);
      assertEquals(free.out, "2\n");
      assertEquals(enabled.body.gpus[1].enabled, true);
      assertEquals([absent.code, unclear.code], [3, 2]);
    },
  );

  await t.step(
    "recover lists what an earlier life left, and brings it back",
    async () => {
      await ant("run", "-n", "kept", "--hold", "--", "true");
      await ant("run", "-n", "other", "--hold", "--", "true");
      assertEquals(await server.stop(), 0);
      await using again = await server.again();

      const left = await json(again, ["recover"]);
      const dry = await json(again, ["recover", "restore", "all", "--dry-run"]);
      const restored = await json(again, ["recover", "restore", "kept"]);
      const deleted = await told(again, ["recover", "delete", "other"]);
      const bad = await told(again, ["recover", "eat", "kept"]);
      const none = await told(again, ["recover", "delete", "none"]);

      const ids = left.body.entries.map(({ id }: { id: string }) => id);
      assertEquals([...ids].sort(), ["kept", "other"]);
      assertEquals(dry.body.entries.length, 2);
      assertEquals(restored.body.done, ["kept"]);
      assertEquals([deleted.out, bad.code], ["other\n", 2]);
      assertEquals(none.code, 3);
      assertEquals((await told(again, ["show", "kept"])).code, 0);
    },
  );

  await t.step("config tells what is set, and where", async () => {
    const { body } = await json(server, ["config"], {
      env: { ANT_RUN_GPUS: "2", ANT_URL: "http://here:1" },
    });
    const absent = await ant("config", "explain", "run.gpus");

    assertEquals(body.settings, [
      { key: "url", value: "http://here:1", origin: "ANT_URL" },
      { key: "run.gpus", value: "2", origin: "ANT_RUN_GPUS" },
    ]);
    assertEquals(absent.code, 3);
  });
});
