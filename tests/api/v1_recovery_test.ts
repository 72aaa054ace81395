import { assertEquals, assertMatch } from "@std/assert";
import { emptySession } from "../../scheduler/model/recovery.ts";
import { aState, aTask, T0 } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const RECOVERY = "/api/v1/recovery";

function send(api: Api, action: string, body: unknown) {
  return told(api.send("POST", `${RECOVERY}/${action}`, body));
}

async function look(api: Api, query = "") {
  const { status, body } = await told(api.ask(`${RECOVERY}${query}`));
  assertEquals(status, 200);
  return body;
}

/** `cut` ran; three waited, of which the id `taken` is in use again. */
function aPast() {
  const state = aState(aTask("taken"));
  const session = emptySession("s1", T0);
  const { ongoing, queued } = session.entries;
  ongoing.set("cut", aTask("cut", { name: "lost" }, { tags: ["sweep"] }));
  queued.set("wait", { ...aTask("wait"), turn: 7 });
  queued.set("first", {
    ...aTask("first", { name: "queued" }, { tags: ["sweep", "b"] }),
    turn: 3,
  });
  queued.set("taken", { ...aTask("taken"), turn: 5 });
  const older = emptySession("s0", T0 - 1000);
  older.entries.completed.set("done", aTask("done", { name: "succeeded" }));
  state.recovery.sessions = [session, older];
  return state;
}

function entry(id: string, section = id === "cut" ? "ongoing" : "queued") {
  return { sessionId: "s1", section, id };
}

function entries(...ids: string[]) {
  return { entries: ids.map((id) => entry(id)) };
}

// deno-lint-ignore no-explicit-any -- What it holds is what tests ask about.
function idsIn(body: any): string[] {
  return body.entries.map((one: { task: { id: string } }) => one.task.id);
}

Deno.test("GET /api/v1/recovery asks for the dialog once in a server life", async () => {
  await using api = await anApi({ state: aPast() });
  const pending = async (query: string) => (await look(api, query)).pending;

  assertEquals(await pending(""), true);
  assertEquals(await pending("?prompt=1"), true);
  assertEquals(await pending("?prompt=1"), false);
});

Deno.test("GET /api/v1/recovery still asks a person after a script looked ANT's way", async () => {
  await using api = await anApi({ state: aPast() });

  await told(api.ask("/api/recovery_state"));

  assertEquals((await look(api, "?prompt=1")).pending, true);
});

Deno.test("GET /api/v1/recovery tells a tab's groups, in turn, and counts all tabs", async () => {
  await using api = await anApi({ state: aPast() });

  const body = await look(api);

  assertEquals(body.tabs, { last: 4, earlier: 1, hidden: 0 });
  assertEquals(idsIn(body), ["cut", "first", "taken", "wait"]);
  assertEquals(
    body.groups.map((group: Record<string, unknown>) => [
      group.section,
      group.count,
    ]),
    [["ongoing", 1], ["queued", 3]],
  );
  assertEquals(body.tags, [{ name: "sweep", count: 2 }, {
    name: "b",
    count: 1,
  }]);
});

Deno.test("GET /api/v1/recovery finds by words, by tag and in parts", async () => {
  await using api = await anApi({ state: aPast() });

  const part = await look(api, "?offset=1&limit=2");
  const words = await look(api, "?q=FIRST");
  const tag = await look(api, "?tag=sweep&sort=name-za");
  const earlier = await look(api, "?tab=earlier");

  assertEquals([part.matching, part.offset, idsIn(part)], [
    4,
    1,
    ["first", "taken"],
  ]);
  assertEquals(idsIn(words), ["first"]);
  assertEquals([idsIn(tag), tag.tags.length], [["cut", "first"], 2]);
  assertEquals(idsIn(earlier), ["done"]);
});

Deno.test("GET /api/v1/recovery/entries names all that match, or a group of it", async () => {
  await using api = await anApi({ state: aPast() });
  const named = async (query: string) =>
    (await told(api.ask(`${RECOVERY}/entries${query}`))).body.entries;

  assertEquals(await named("?tag=sweep"), [entry("cut"), entry("first")]);
  assertEquals(
    await named("?session=s1&section=queued"),
    ["first", "taken", "wait"].map((id) => entry(id)),
  );
});

Deno.test("POST /api/v1/recovery/dismiss uses up the prompt and keeps everything", async () => {
  await using api = await anApi({ state: aPast() });

  const { status } = await send(api, "dismiss", {});
  const body = await look(api, "?prompt=1");

  assertEquals([status, body.pending, body.matching], [204, false, 4]);
});

Deno.test("POST /api/v1/recovery/restore restores in turn what can be, and says why for the others", async () => {
  await using api = await anApi({ state: aPast() });

  const { status, body } = await send(
    api,
    "restore",
    entries("wait", "taken", "gone", "first", "cut"),
  );

  assertEquals([status, body.restored], [200, ["cut", "first", "wait"]]);
  const [taken, gone] = body.failed;
  assertEquals([taken.id, taken.section, taken.sessionId, taken.code], [
    "taken",
    "queued",
    "s1",
    "duplicate-id",
  ]);
  assertMatch(taken.message, /^a task named taken is running$/);
  assertEquals(taken.freeId, "taken-restart-1");
  assertEquals([gone.id, gone.code, gone.freeId], [
    "gone",
    "unknown-entry",
    null,
  ]);
  const left = await look(api, "?prompt=1");
  assertEquals([left.pending, idsIn(left)], [false, ["taken"]]);
});

Deno.test("POST /api/v1/recovery/restore brings an entry back under another id", async () => {
  await using api = await anApi({ state: aPast() });
  const as = (id: string) => ({ entries: [{ ...entry("taken"), as: id }] });

  const again = await send(api, "restore", as("taken"));
  const unsafe = await send(api, "restore", as(".."));
  const { body } = await send(api, "restore", as("taken-restart-1"));

  assertEquals(again.body.failed[0].freeId, "taken-restart-1");
  assertEquals(unsafe.status, 422);
  assertEquals([body.restored, body.failed], [["taken-restart-1"], []]);
  assertEquals((await api.ask("/api/v1/tasks/taken-restart-1")).status, 200);
  assertEquals(idsIn(await look(api)), ["cut", "first", "wait"]);
});

Deno.test("POST /api/v1/recovery/hide and delete take entries away, hidden ones too", async () => {
  await using api = await anApi({ state: aPast() });

  const hide = await send(api, "hide", entries("cut"));
  const [hidden] = (await look(api, "?tab=hidden")).entries;
  const remove = await send(api, "delete", {
    entries: [
      { sessionId: hidden.sessionId, section: "hidden", id: "cut" },
      entry("wait"),
    ],
  });

  assertEquals(hide.body, { hidden: ["cut"], failed: [] });
  assertEquals(remove.body, { deleted: ["cut", "wait"], failed: [] });
  assertEquals((await look(api)).tabs, { last: 2, earlier: 1, hidden: 0 });
});

Deno.test("POST /api/v1/recovery/put-back undoes a deletion and a hiding, whole sessions too", async () => {
  await using api = await anApi({ state: aPast() });
  const before = await look(api);
  const all = entries("cut", "wait", "first", "taken");
  const saved = api.scheduler.state.recovery.sessions[0]!.entries.ongoing
    .get("cut");

  await send(api, "hide", entries("wait"));
  await send(api, "delete", entries("cut", "first", "taken"));
  assertEquals((await look(api)).tabs, { last: 1, earlier: 0, hidden: 1 });
  const { body } = await send(api, "put-back", all);
  const twice = await send(api, "put-back", entries("cut"));

  assertEquals(body.putBack.toSorted(), ["cut", "first", "taken", "wait"]);
  assertEquals(await look(api), before);
  const { sessions } = api.scheduler.state.recovery;
  assertEquals(sessions[0]!.entries.ongoing.get("cut"), saved);
  assertMatch(twice.body.failed[0].message, /it went too long ago$/);
});

Deno.test("POST /api/v1/recovery/put-back cannot undo a hiding after the task came back", async () => {
  await using api = await anApi({ state: aPast() });
  await send(api, "hide", entries("wait"));
  const [{ sessionId }] = (await look(api, "?tab=hidden")).entries;
  await send(api, "restore", {
    entries: [{ sessionId, section: "hidden", id: "wait" }],
  });

  const { body } = await send(api, "put-back", entries("wait"));

  assertEquals(body.putBack, []);
  assertMatch(body.failed[0].message, /it is hidden no more$/);
});

Deno.test("POST /api/v1/recovery answers 422 for entries that name none", async () => {
  await using api = await anApi({ state: aPast() });
  const bad = { entries: [{ sesionId: "s1", section: "done", id: "cut" }] };

  for (const action of ["restore", "delete", "hide", "put-back"]) {
    const { status, body } = await send(api, action, bad);
    assertEquals([status, body.issues.length], [422, 3]);
  }
});

Deno.test("POST /api/v1/recovery answers 503 while nothing can be saved", async () => {
  await using api = await anApi({ state: aPast() });
  api.scheduler.journalProblem("the disk is full");

  const { status, body } = await send(api, "restore", entries("wait"));

  assertEquals([status, body.detail], [503, "the disk is full"]);
});
