import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";

function aQueue() {
  return aState(
    aRunner("now", 0), // So that nothing of the queue can start.
    aTask("a", { name: "queued" }, { nGpus: 2, envar: { API_KEY: "s3" } }),
    aTask("b", { name: "queued" }, { nGpus: 2 }),
    aTask("c", { name: "queued" }, { nGpus: 2 }),
  );
}

function post(api: Api, ...fields: readonly (readonly [string, string])[]) {
  const body = new URLSearchParams(
    fields.map(([name, value]) => [name, value]),
  );
  return api.ask("/create_task", { method: "POST", body });
}

function order({ scheduler: { state } }: Api): string[] {
  return [...state.queue.gpu()];
}

Deno.test("GET /create_task?edit=:id opens the form of a queued task, secrets masked", async () => {
  await using api = await anApi({ state: aQueue() });

  const html = await (await api.ask("/create_task?edit=a")).text();
  const other = await (await api.ask("/create_task?edit=x")).text();

  assertMatch(html, /name="new_id" value="a"/);
  assertMatch(html, />API_KEY=\*{8}</);
  assertEquals(other.includes("new_id"), false);
});

Deno.test("POST /create_task edits a queued task and leads back to the queue", async () => {
  await using api = await anApi({ state: aQueue() });

  const response = await post(
    api,
    ["action", "edit"],
    ["id", "a"],
    ["new_id", "a2"],
    ["tags", "x, y"],
    ["command", "echo 1 \\\r\n  2"],
    ["env_text", "API_KEY=********"],
  );

  await response.body?.cancel();
  assertEquals(response.status, 303);
  const address = response.headers.get("location");
  assertEquals(address, "/create_task?done=edit&name=a2#queue");
  const { spec } = api.scheduler.state.tasks.get("a2")!;
  assertEquals([spec.command, spec.tags, spec.envar], [
    "echo 1 2",
    ["x", "y"],
    { API_KEY: "s3" },
  ]);
  assertEquals(order(api), ["a2", "b", "c"]);
});

Deno.test("POST /create_task shows an edit again with what is wrong with it", async () => {
  await using api = await anApi({ state: aQueue() });

  const taken = await post(
    api,
    ["action", "edit"],
    ["id", "a"],
    ["new_id", "b"],
  );
  const wrong = await post(
    api,
    ["action", "edit"],
    ["id", "a"],
    ["env_text", "no variable"],
  );
  const gone = await post(api, ["action", "edit"], ["id", "x"]);

  assertEquals([taken.status, wrong.status, gone.status], [409, 422, 409]);
  const html = await taken.text();
  assertMatch(html, /name="new_id" value="b"/);
  assertMatch(html, /role="alert"[^]*is taken by currently queued tasks/);
  assertMatch(await wrong.text(), /Needs a &quot;=&quot;|Needs a "="/);
  assertMatch(await gone.text(), /it is not queued any more/);
});

Deno.test("POST /create_task moves many to the top in the order they stand in", async () => {
  await using api = await anApi({ state: aQueue() });

  const response = await post(
    api,
    ["action", "promote"],
    ["id", "b"],
    ["id", "c"],
  );

  await response.body?.cancel();
  assertEquals([response.status, order(api)], [303, ["b", "c", "a"]]);
});

Deno.test("GET /queue shows what an address asks for, at its place in the whole queue", async () => {
  await using api = await anApi({ state: aQueue() });

  const html = await (await api.ask("/queue?q=c")).text();
  const none = await (await api.ask("/queue?q=nothing+like+it")).text();
  const later = await (await api.ask("/queue?from=2")).text();

  assertMatch(html, /<span class="pos">3<\/span>/);
  assertEquals(/aria-label="Select a"/.test(html), false);
  assertMatch(none, /No queued task is like that/);
  assertMatch(later, /Rows 2–3 of 3/);
});

Deno.test("POST /queue removes, and offers to put back together what went together", async () => {
  await using api = await anApi({ state: aQueue() });
  const send = (fields: string[][]) =>
    api.ask("/queue?q=x&undo=9&edit=a", {
      method: "POST",
      body: new URLSearchParams(fields),
    });

  const removed = await send([["action", "unqueue"], ["id", "a"], ["id", "c"]]);
  await removed.body?.cancel();
  const left = order(api);
  const address = removed.headers.get("location")!;
  const html = await (await api.ask(address.replace("#queue", ""))).text();
  const [, batch] = /name="batch" value="(\d+)"/.exec(html)!;
  const back = await send([["action", "put-back"], ["batch", batch!]]);
  const again = await send([["action", "put-back"], ["batch", batch!]]);

  assertEquals(left, ["b"]);
  assertEquals(
    address,
    `/queue?q=x&undo=${batch}&done=unqueue&name=2+tasks#queue`,
  );
  assertEquals([back.status, again.status], [303, 404]);
  assertEquals(order(api), ["a", "b", "c"]);
  assertMatch(await again.text(), /Cannot put back what was removed too long/);
  await back.body?.cancel();
});
