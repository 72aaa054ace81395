import { assertEquals } from "@std/assert";
import { aState, aTask, T0 } from "../helpers/builders.ts";
import { aLogDir, anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const ENDED = "/api/v1/ended";

function aPast() {
  const failure = { kind: "exit", code: 3 } as const;
  return aState(
    aTask("a", { name: "succeeded" }, { tags: ["x"] }, {
      endedAtMs: T0 + 1,
      lastGpus: [0],
    }),
    aTask("b,c", { name: "failed", failure }, { tags: ["x", "y"] }, {
      endedAtMs: T0 + 2,
    }),
    aTask("d", { name: "terminated" }, {}, { endedAtMs: T0 + 3 }),
    aTask("waits"),
  );
}

const idsOf = (body: { rows: { id: string }[] }) =>
  body.rows.map(({ id }) => id);

Deno.test("GET /api/v1/ended answers with a range of rows, and all there is to choose from", async () => {
  await using api = await anApi({ state: aPast() });

  const { status, body } = await told(api.ask(`${ENDED}?offset=1&limit=1`));

  assertEquals(status, 200);
  assertEquals([idsOf(body), body.matching, body.offset], [["b,c"], 3, 1]);
  assertEquals(body.byState, {
    failed: 1,
    succeeded: 1,
    terminated: 1,
    lost: 0,
  });
  assertEquals(body.tags, [
    { tag: "x", count: 2 },
    { tag: null, count: 1 },
    { tag: "y", count: 1 },
  ]);
  assertEquals(body.gpus, [{ gpu: 0, count: 1 }, { gpu: null, count: 2 }]);
});

Deno.test("GET /api/v1/ended filters, sorts, and names all that match", async () => {
  await using api = await anApi({ state: aPast() });
  const ids = async (search: string) =>
    (await told(api.ask(`${ENDED}?fields=ids&${search}`))).body.ids;

  assertEquals(await ids("sort=name-az"), ["a", "b,c", "d"]);
  assertEquals(await ids("state=failed,terminated&q=EXIT+3"), ["b,c"]);
  assertEquals(await ids("tag=x&sort=ended-oldest"), ["a", "b,c"]);
  assertEquals(await ids(`as_of=${T0 + 2}&offset=1&limit=5`), ["a"]);
});

Deno.test("GET /api/v1/ended?id= answers with just these rows, in their order", async () => {
  await using api = await anApi({ state: aPast() });
  const search = new URLSearchParams([
    ["id", "d"],
    ["id", "b,c"],
    ["id", "waits"],
    ["id", "none"],
  ]);

  const { body } = await told(api.ask(`${ENDED}?${search}`));

  assertEquals(idsOf(body), ["d", "b,c"]);
});

Deno.test("GET /api/v1/ended turns down what it can not read", async () => {
  await using api = await anApi({ state: aPast() });

  for (const odd of ["since=soon", "sort=up", "state=running", "limt=3"]) {
    assertEquals((await told(api.ask(`${ENDED}?${odd}`))).status, 422, odd);
  }
});

Deno.test("POST /api/v1/tasks/:id/put-back undoes that an ended task was deleted, log and all", async () => {
  const dir = await aLogDir();
  const gone = aTask("gone", { name: "succeeded" }, {
    envar: { API_KEY: "s3" },
  }, {
    logFile: `${dir}/gone.log`,
    endedAtMs: T0 + 1,
  });
  const state = aState(gone, aTask("after", { name: "succeeded" }));
  await using api = await anApi({ state }, dir);
  await api.writeLog("gone", "last words\n");
  const deleted = await told(
    api.ask("/api/v1/tasks/gone", { method: "DELETE" }),
  );

  const { status, body } = await told(
    api.ask("/api/v1/tasks/gone/put-back", { method: "POST" }),
  );

  assertEquals([deleted.status, status, body.state], [204, 200, "succeeded"]);
  assertEquals(api.scheduler.state.tasks.get("gone"), gone);
  assertEquals([...api.scheduler.state.ended], ["gone", "after"]);
  const log = await told(api.ask("/api/v1/tasks/gone/log"));
  assertEquals(log.body, "last words\n");
});
