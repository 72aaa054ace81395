import { assertEquals, assertMatch } from "@std/assert";
import { appears, says } from "../helpers/appears.ts";
import { untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { aFolder } from "./folders.ts";
import { submit } from "./requests.ts";

/** A `systemd-notify` that writes down what it is called with. */
async function aNotify(dir: string): Promise<string> {
  const heard = `${dir}/heard`;
  await Deno.writeTextFile(
    `${dir}/systemd-notify`,
    `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >>${heard}\n`,
    { mode: 0o755 },
  );
  return heard;
}

Deno.test("systemd hears that the server is ready, and that it stops", async () => {
  await using folder = await aFolder();
  const heard = await aNotify(folder.dir);
  await using server = await aServer({
    gpus: 1,
    env: {
      "PATH": `${folder.dir}:${Deno.env.get("PATH")}`,
      "NOTIFY_SOCKET": "/run/systemd/notify",
    },
  });
  await submit(server, "curious", { command: "env >env; sleep 0" });
  await appears(heard);

  await server.stop();

  const lines = (await Deno.readTextFile(heard)).trim().split("\n");
  assertEquals(lines.length, 2);
  assertMatch(
    lines[0]!,
    RegExp(`^/run/systemd/notify --pid=${server.pid} --ready --status=Serves`),
  );
  assertMatch(lines[1]!, /STOPPING=1$/);
});

Deno.test("with ANT_ON_SHUTDOWN=detach, tasks go on over a stop and are taken over", async () => {
  await using gate = await aGate();
  await using server = await aServer({
    gpus: 1,
    env: { "ANT_ON_SHUTDOWN": "detach" },
  });
  await submit(server, "long", { command: gate.wait, gpus: 1 });
  await untilBoard(server, ({ active }) => active[0]?.state === "running");

  assertEquals(await server.stop(), 0);
  await using again = await server.again();
  const board = await untilBoard(again, ({ active }) => active.length === 1);

  assertEquals([board.active[0]!.id, board.active[0]!.attempt], ["long", 1]);
  await gate.open();
});

Deno.test("SIGHUP takes over what can be, names what cannot, and opens the log anew", async () => {
  await using server = await aServer({ gpus: 1 });
  const config = JSON.parse(
    await Deno.readTextFile(`${server.dir}/config.json`),
  );
  const logs = `${server.dir}/logs`;
  const [life] = (await Array.fromAsync(Deno.readDir(logs)))
    .filter(({ name }) => /^\d\d_/.test(name));
  const runnerLog = `${logs}/${life!.name}/runner.log`;
  await Deno.rename(runnerLog, `${runnerLog}.moved`);
  await Deno.writeTextFile(
    `${server.dir}/config.json`,
    JSON.stringify({
      ...config,
      "RUNNER_default_n_gpus": 1,
      "SCHEDULER_policy": "backfill",
    }),
  );

  Deno.kill(server.pid, "SIGHUP");
  await says(runnerLog, /Waits for a restart/);

  const text = await Deno.readTextFile(runnerLog);
  assertMatch(text, /took over RUNNER_default_n_gpus\n/);
  assertMatch(text, /Waits for a restart: SCHEDULER_policy\n/);
  const answer = await server.fetch("/api/v1/tasks", {
    method: "POST",
    body: JSON.stringify({ command: "true", id: "plain" }),
  });
  assertEquals((await answer.json()).tasks[0].nGpus, 1);
});

Deno.test("SIGHUP with room for more tasks lets them start, though nothing else happens", async () => {
  await using gate = await aGate();
  await using server = await aServer({
    gpus: 1,
    config: { "RUNNER_max_cpu_tasks": 1 },
  });
  const path = `${server.dir}/config.json`;
  const config = JSON.parse(await Deno.readTextFile(path));
  await submit(server, "long", { command: gate.wait });
  await submit(server, "waits", { command: "true" });
  await untilBoard(server, ({ active }) => active[0]?.state === "running");
  await Deno.writeTextFile(
    path,
    JSON.stringify({ ...config, "RUNNER_max_cpu_tasks": 2 }),
  );

  Deno.kill(server.pid, "SIGHUP");

  await untilBoard(server, ({ ended }) => ended[0]?.id === "waits");
  await gate.open();
});

Deno.test("SIGHUP with a config that has a fault changes nothing", async () => {
  await using server = await aServer({ gpus: 1 });
  await Deno.writeTextFile(`${server.dir}/config.json`, '{"RUNNER_');

  Deno.kill(server.pid, "SIGHUP");
  const [life] = (await Array.fromAsync(Deno.readDir(`${server.dir}/logs`)))
    .filter(({ name }) => /^\d\d_/.test(name));
  const runnerLog = `${server.dir}/logs/${life!.name}/runner.log`;
  await says(runnerLog, /Went on as before: /);

  assertEquals((await (await server.fetch("/healthz")).json()).status, "ok");
});
