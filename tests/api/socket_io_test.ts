import { assertEquals, assertMatch } from "@std/assert";
import { anApi, type Api } from "./an_api.ts";

const POLL = "/socket.io/?EIO=4&transport=polling";

/** A client that polls, in the packets of Engine.IO 4 and Socket.IO 5. */
async function aClient(api: Api) {
  const greeting = await (await api.ask(POLL)).text();
  const { sid } = JSON.parse(greeting.slice(1));
  const url = `${POLL}&sid=${sid}`;
  const unread: string[] = [];
  return {
    greeting,
    send: async (body: string) =>
      await (await api.ask(url, { method: "POST", body })).text(),
    async next(): Promise<string> {
      while (unread.length === 0) {
        unread.push(...(await (await api.ask(url)).text()).split("\x1e"));
      }
      return unread.shift()!;
    },
  };
}

Deno.test("a Socket.IO client gets everything once, and then what has changed", async () => {
  await using api = await anApi({ config: { step_interval: 0.05 } });
  const client = await aClient(api);
  assertMatch(client.greeting, /^0\{"sid":"[\w-]+","upgrades":\[\]/);
  assertEquals(await client.send("40"), "ok");
  assertMatch(await client.next(), /^40\{"sid":/);

  const [event, first] = JSON.parse((await client.next()).slice(2));
  const [, second] = JSON.parse((await client.next()).slice(2));
  await api.scheduler.submit([{
    id: "a",
    spec: {
      command: "true",
      nGpus: 0,
      envar: {},
      tags: [],
      options: {},
      runnerEnvar: {},
    },
  }]);
  while (api.launcher.launched.length === 0) await api.scheduler.read(() => {});
  while (api.scheduler.state.tasks.get("a")!.state.name !== "running") {
    await api.scheduler.read(() => {});
  }
  api.launcher.exit("a", 0);
  let third = second;
  while (third.task_completed === undefined) {
    third = JSON.parse((await client.next()).slice(2))[1];
  }

  assertEquals(event, "update_vis_data");
  assertEquals(first.task_completed, []);
  assertEquals(first.monitor.cpu_usage.length, 3);
  assertEquals(second.task_completed, undefined);
  assertEquals(
    [second.monitor._incremental, second.monitor._history_size],
    [true, 3],
  );
  assertEquals(second.monitor.gpu_usage.map((one: unknown[]) => one.length), [
    1,
    1,
  ]);
  assertEquals(third.task_completed[0].task_id, "a");
});

Deno.test("a Socket.IO session that is unknown or closed is a 400", async () => {
  await using api = await anApi();
  const client = await aClient(api);

  const unknown = await api.ask(`${POLL}&sid=none`);
  await unknown.body?.cancel();
  await client.send("1");
  const { sid } = JSON.parse(client.greeting.slice(1));
  const closed = await api.ask(`${POLL}&sid=${sid}`);
  await closed.body?.cancel();

  assertEquals([unknown.status, closed.status], [400, 400]);
});
