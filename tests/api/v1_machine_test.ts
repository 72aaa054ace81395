import { assertEquals, assertMatch } from "@std/assert";
import type { BoardPatch, BoardView } from "../../scheduler/mod.ts";
import { aRunner, aState, aTask, T0 } from "../helpers/builders.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const GPUS = "/api/v1/gpus";
const SLOTS = "/api/v1/env-slots";

function send(api: Api, method: string, path: string, body: unknown) {
  return told(api.send(method, path, body));
}

Deno.test("GET /api/v1/gpus shows the GPUs and who holds them", async () => {
  await using api = await anApi({ state: aState(aRunner("a", 1)) });

  const { status, body } = await told(api.ask(GPUS));

  assertEquals([status, body.problem], [200, null]);
  assertEquals(
    body.gpus.map((gpu: Record<string, unknown>) => [gpu.status, gpu.heldBy]),
    [["free", []], ["held", ["a"]]],
  );
});

Deno.test("PATCH /api/v1/gpus/:index switches a GPU by its physical index", async () => {
  await using api = await anApi();

  const off = await send(api, "PATCH", `${GPUS}/1`, { enabled: false });
  const on = await send(api, "PATCH", `${GPUS}/1`, { enabled: true });

  assertEquals([off.status, off.body.index, off.body.enabled], [200, 1, false]);
  assertEquals([on.status, on.body.enabled], [200, true]);
});

Deno.test("PATCH /api/v1/gpus/:index drains with a reason and an end, and why tells both", async () => {
  const state = aState(aRunner("a", 0), aTask("b", undefined, { nGpus: 2 }));
  await using api = await anApi({ state });

  const off = await send(api, "PATCH", `${GPUS}/1`, {
    enabled: false,
    reason: "NVLink errors",
    until: "+3h",
  });
  const why = await told(api.ask("/api/v1/tasks/b/why"));

  const { sinceMs, ...drain } = off.body.drain;
  assertEquals([off.status, typeof sinceMs], [200, "number"]);
  assertEquals(drain, {
    by: "person",
    reason: "NVLink errors",
    untilMs: T0 + 3 * 3_600_000,
  });
  assertMatch(
    why.body.sentence,
    /GPU 1 is drained: "NVLink errors" until .*\d\d:\d\d$/,
  );
});

Deno.test("PATCH /api/v1/gpus/:index answers 422 for an end that is none", async () => {
  await using api = await anApi();
  const wishes = [
    [{ enabled: false, until: "soon" }, /"soon" is no time/],
    [{ enabled: false, until: "2001-01-01" }, /"2001-01-01" is past/],
    [{ enabled: true, until: "+3h" }, /on with a "until"/],
    [{ enabled: false, reason: " " }, /"reason"/],
  ] as const;

  for (const [wish, problem] of wishes) {
    const { status, body } = await send(api, "PATCH", `${GPUS}/1`, wish);
    assertEquals(status, 422);
    assertMatch(body.detail, problem);
  }
  assertEquals(api.scheduler.state.drains.size, 0);
});

Deno.test("PATCH /api/v1/gpus/:index answers 404 for a GPU that is not used here", async () => {
  await using api = await anApi();

  for (const index of ["2", "-1", "1.5", "x"]) {
    const { status, body } = await send(api, "PATCH", `${GPUS}/${index}`, {
      enabled: true,
    });
    assertEquals([status, body.code], [404, "unknown-gpu"], index);
  }
});

Deno.test("PATCH /api/v1/gpus/:index answers 422 for another body, and 400 for none", async () => {
  await using api = await anApi();

  const word = await send(api, "PATCH", `${GPUS}/0`, { enabled: "no" });
  const field = await send(api, "PATCH", `${GPUS}/0`, { enable: true });
  const none = await told(api.ask(`${GPUS}/0`, { method: "PATCH" }));

  assertEquals([word.status, field.status, none.status], [422, 422, 400]);
  assertMatch(word.body.detail, /"enabled": it must be true or false/);
  assertMatch(field.body.detail, /did you mean "enabled"\?/);
});

Deno.test("/api/v1/env-draft keeps what was put there", async () => {
  await using api = await anApi();
  const draft = { envar: { A: "1", ant_wd: "/w", deep: { b: [null, true] } } };

  const before = await told(api.ask("/api/v1/env-draft"));
  const put = await send(api, "PUT", "/api/v1/env-draft", draft);
  const after = await told(api.ask("/api/v1/env-draft"));

  assertEquals(before.body, { envar: {} });
  assertEquals([put.status, put.body], [200, draft]);
  assertEquals(after.body, draft);
});

Deno.test("PUT /api/v1/env-draft answers 422 for what is no set of variables", async () => {
  await using api = await anApi();

  for (const body of [{ envar: [] }, { env: {} }, [], null]) {
    const { status } = await send(api, "PUT", "/api/v1/env-draft", body);
    assertEquals(status, 422, JSON.stringify(body));
  }
});

Deno.test("/api/v1/env-slots saves, renames and empties a slot", async () => {
  await using api = await anApi({ config: { ENVVAR_slot_count: 2 } });
  const empty = { index: 1, name: "Slot 2", envar: {}, savedAtMs: null };

  const put = await send(api, "PUT", `${SLOTS}/1`, {
    name: " lab ",
    envar: { A: "1" },
  });
  const again = await send(api, "PUT", `${SLOTS}/1`, { envar: { B: "2" } });
  const renamed = await send(api, "PATCH", `${SLOTS}/1`, { name: "home" });
  const all = await told(api.ask(SLOTS));
  const gone = await told(api.ask(`${SLOTS}/1`, { method: "DELETE" }));
  const after = await told(api.ask(SLOTS));

  assertEquals([put.status, put.body.name], [200, "lab"]);
  assertEquals([again.body.name, again.body.envar], ["lab", { B: "2" }]);
  assertEquals(renamed.body.name, "home");
  assertEquals(renamed.body.savedAtMs, again.body.savedAtMs);
  assertEquals(all.body.slots[1], renamed.body);
  assertEquals(gone.status, 204);
  assertEquals(after.body.slots[1], empty);
});

Deno.test("/api/v1/env-slots answers 404 for a slot that is not there, and 409 for an empty name", async () => {
  await using api = await anApi({ config: { ENVVAR_slot_count: 2 } });

  for (const index of ["2", "-1", "x"]) {
    const { status, body } = await send(api, "PUT", `${SLOTS}/${index}`, {
      envar: {},
    });
    assertEquals(status, 404, index);
    assertMatch(body.detail, /there are 0 to 1$/);
  }
  const rename = await send(api, "PATCH", `${SLOTS}/0`, { name: "x" });
  const nameless = await send(api, "PATCH", `${SLOTS}/0`, {});
  assertEquals([rename.status, nameless.status], [409, 422]);
  assertMatch(rename.body.detail, /it is empty; save variables to it first$/);
});

Deno.test("GET /api/v1/events sends the board, then patches with their ids", async () => {
  await using api = await anApi();

  const response = await api.ask("/api/v1/events");
  const events = readEvents(response);
  const first = (await events.next()).value!;
  await api.send("POST", "/api/v1/tasks", { command: "true", id: "a" });
  const second = (await events.next()).value!;

  assertEquals([first.event, first.id], ["board", "life:0"]);
  assertEquals((JSON.parse(first.data) as BoardView).gpus.length, 2);
  assertEquals([second.event, second.id], ["patch", "life:1"]);
  const { upsert } = JSON.parse(second.data) as BoardPatch;
  assertEquals(upsert!.map(({ id }) => id), ["a"]);
  await events.return(undefined);
});

Deno.test("GET /api/v1/events tells what was missed, by header or by address", async () => {
  await using api = await anApi();
  const firstOf = async (response: Response) => {
    for await (const event of readEvents(response)) return event;
    return null;
  };
  const seen = (await firstOf(await api.ask("/api/v1/events")))!.id!;
  await api.send("POST", "/api/v1/tasks", { command: "true", id: "a" });

  const byHeader = await firstOf(
    await api.ask("/api/v1/events", { headers: { "last-event-id": seen } }),
  );
  const byAddress = await firstOf(
    await api.ask(`/api/v1/events?last_id=${seen}`),
  );
  const unknown = await firstOf(
    await api.ask("/api/v1/events?last_id=other:0"),
  );

  assertEquals(byHeader!.event, "patch");
  assertEquals(JSON.parse(byHeader!.data).upsert[0].id, "a");
  assertEquals(byAddress, byHeader);
  assertEquals(unknown!.event, "board");
});

Deno.test("GET /healthz says ok, and tells of GPUs that cannot be read", async () => {
  await using api = await anApi();

  const well = await told(api.ask("/healthz"));
  api.scheduler.observe({ gpus: [], problem: "no driver", sampledAtMs: 0 });
  const blind = await told(api.ask("/healthz"));

  assertEquals([well.status, well.body], [200, { status: "ok" }]);
  assertEquals(blind.status, 200);
  assertEquals(blind.body, { status: "ok", gpus: "no driver" });
});

Deno.test("GET /healthz answers 503 with the reason while nothing can be saved", async () => {
  await using api = await anApi();
  api.scheduler.journalProblem("the disk is full");

  const { status, body } = await told(api.ask("/healthz"));

  assertEquals(status, 503);
  assertEquals(body, { status: "failing", journal: "the disk is full" });
});
