import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const QUEUED = { name: "queued" } as const;

function post(api: Api, path: string, body?: unknown, init: RequestInit = {}) {
  return told(api.ask(path, {
    method: "POST",
    ...body !== undefined && { body: JSON.stringify(body) },
    ...init,
  }));
}

async function submitBoth(api: Api) {
  await api.send("POST", "/api/v1/tasks", [
    { id: "a", command: "true", gpus: 1, tags: ["lr"] },
    { id: "b", command: "true", gpus: 1 },
  ]);
}

const active = (api: Api) => [...api.scheduler.state.active];

Deno.test("POST /api/v1/queue/pause lets nothing start, says why, and resume lets it", async () => {
  await using api = await anApi();
  const wish = { reason: "moving the rack", by: "kim" };

  const paused = await post(api, "/api/v1/queue/pause", wish);
  await submitBoth(api);
  const why = await told(api.ask("/api/v1/tasks/b/why"));
  const whilePaused = active(api);
  const resumed = await post(api, "/api/v1/queue/resume");

  assertEquals([paused.status, whilePaused], [200, []]);
  assertMatch(
    why.body.sentence,
    /^The queue is paused by kim since .+: "moving the rack"$/,
  );
  assertEquals(why.body.waysOut, ["resume the queue"]);
  assertEquals(resumed.body, { queued: 0, pauses: [] });
  assertEquals(active(api), ["a", "b"]);
});

Deno.test("POST /api/v1/tags/:tag/pause holds back the tag alone, also what comes later", async () => {
  const waits = aTask("c", QUEUED, { nGpus: 3, tags: ["lr"] });
  await using api = await anApi({ state: aState(waits) });
  await post(api, "/api/v1/tags/lr/pause", { reason: "bad data" });

  await submitBoth(api);
  const tag = await told(api.ask("/api/v1/tags/lr"));
  const whilePaused = active(api);
  await post(api, "/api/v1/tags/lr/resume");

  assertEquals(whilePaused, ["b"]);
  assertEquals(tag.body.pause.reason, "bad data");
  assertEquals([tag.body.count, tag.body.byState, tag.body.isDone], [
    ...[2, { queued: 2 }, false],
  ]);
  assertEquals(active(api).toSorted(), ["a", "b"]);
});

Deno.test("POST /api/v1/queue/pause takes the user name for who did it, and no second word for nothing", async () => {
  await using api = await anApi();
  const headers = { authorization: `Basic ${btoa("alice:x")}` };

  await post(api, "/api/v1/queue/pause", { reason: "dust" }, { headers });
  const again = await post(api, "/api/v1/queue/pause");

  const [{ by, reason }] = again.body.pauses;
  assertEquals([again.body.pauses.length, by, reason], [1, "alice", "dust"]);
});

Deno.test("POST /api/v1/tags/:tag/stop ends what runs and what waits, and nothing else", async () => {
  const state = aState(
    { ...aRunner("runs", 0), spec: { ...aRunner("x", 0).spec, tags: ["lr"] } },
    aTask("waits", QUEUED, { tags: ["lr"], nGpus: 9 }),
    aTask("other", QUEUED, { nGpus: 9 }),
    aTask("done", { name: "succeeded" }, { tags: ["lr"] }),
  );
  await using api = await anApi({ state });

  const { body } = await post(api, "/api/v1/tags/lr/stop");

  assertEquals(body, { done: [{ id: "waits" }, { id: "runs" }], failed: [] });
  const nameOf = (id: string) => api.scheduler.state.tasks.get(id)!.state.name;
  assertEquals(["runs", "waits", "other"].map(nameOf), [
    ...["stopping", "terminated", "queued"],
  ]);
});

Deno.test("POST /api/v1/tags/:tag/retry queues those that failed, each once", async () => {
  const failed = {
    name: "failed",
    failure: { kind: "exit", code: 1 },
  } as const;
  const tags = ["lr"];
  const state = aState(
    aTask("bad", failed, { tags, nGpus: 2 }),
    aTask("mended", failed, { tags }),
    aTask("mended-restart-1", { name: "succeeded" }, { tags }),
    aTask("good", { name: "succeeded" }, { tags }),
    aTask("gone", { name: "lost" }, { tags, nGpus: 2 }),
  );
  await using api = await anApi({ state });

  const first = await post(api, "/api/v1/tags/lr/retry");
  const second = await post(api, "/api/v1/tags/lr/retry");

  assertEquals(first.body.done, [
    { id: "bad", newId: "bad-restart-1" },
    { id: "gone", newId: "gone-restart-1" },
  ]);
  assertEquals(second.body, { done: [], failed: [] });
});

Deno.test("a form of the tags' page retries nothing unless it says so", async () => {
  const failed = {
    name: "failed",
    failure: { kind: "exit", code: 1 },
  } as const;
  await using api = await anApi({
    state: aState(aTask("bad", failed, { tags: ["lr"] })),
  });

  const answer = await api.ask("/tags", {
    method: "POST",
    headers: { accept: "text/html" },
    body: new URLSearchParams({ action: "restop", tag: "lr" }),
  });

  assertEquals(answer.status, 422);
  assertMatch(await answer.text(), /Cannot do &quot;restop&quot; to #lr/);
  assertEquals(await api.scheduler.find("bad-restart-1"), null);
});

Deno.test("/api/v1/tags/:tag answers 404 for a tag that nobody has", async () => {
  await using api = await anApi();

  for (const path of ["", "/stop", "/retry"]) {
    const method = path === "" ? "GET" : "POST";
    const answer = api.ask(`/api/v1/tags/none${path}`, { method });
    const { status, body } = await told(answer);
    assertEquals([status, body.code], [404, "unknown-tag"]);
  }
});
