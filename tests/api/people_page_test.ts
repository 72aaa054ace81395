import { assert, assertEquals, assertMatch } from "@std/assert";
import { aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";

async function post(api: Api, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const response = await api.ask("/people", { method: "POST", body });
  return { response, html: await response.text() };
}

Deno.test("POST /people makes a token, shows it once, and leaves no trace of it in an address", async () => {
  await using api = await anApi();

  const { response, html } = await post(api, {
    action: "create",
    name: "alice",
    role: "user",
    maxGpus: "2",
    maxQueued: "",
  });
  const after = await (await api.ask("/people")).text();

  assertEquals(response.status, 201);
  const [token = ""] = /ant_[\w-]{43}/.exec(html) ?? [];
  const { name, maxGpus, maxQueued } = api.web.door.people.find(token)!;
  assertEquals([name, maxGpus, maxQueued], ["alice", 2, null]);
  assert(!after.includes(token));
  assertMatch(after, /alice.*Up to 2 GPUs at once/s);
  const current = [...after.matchAll(/<a [^>]*aria-current="page"[^>]*>/g)];
  assertMatch(current.join(""), /^<a href="people"/);
});

Deno.test("POST /people says what is wrong, and keeps what was typed", async () => {
  await using api = await anApi();

  const wrong = await post(api, {
    action: "create",
    name: "1st",
    role: "admin",
    maxGpus: "many",
  });
  await post(api, { action: "create", name: "ada", role: "admin" });
  const twice = await post(api, {
    action: "create",
    name: "ada",
    role: "user",
  });

  assertEquals(wrong.response.status, 422);
  assertMatch(
    wrong.html,
    /Cannot read &quot;name&quot;: it must begin with a letter/,
  );
  assertMatch(wrong.html, /maxGpus/);
  assertMatch(wrong.html, /value="1st"/);
  assertEquals([twice.response.status, api.web.door.people.list.length], [
    409,
    1,
  ]);
});

Deno.test("POST /people revokes a token, and says so of one that is not there", async () => {
  await using api = await anApi();
  await post(api, { action: "create", name: "bob", role: "viewer" });

  const gone = await post(api, { action: "revoke", name: "bob" });
  const again = await post(api, { action: "revoke", name: "bob" });
  // Where the form is from then on.
  const next = await api.ask(gone.response.headers.get("location")!, {
    method: "POST",
    body: new URLSearchParams({ action: "create", name: "eve", role: "user" }),
  });

  assertEquals(gone.response.status, 303);
  assertEquals(
    gone.response.headers.get("location"),
    "/people?done=revoked&name=bob",
  );
  assertEquals(api.web.door.people.list.map(({ name }) => name), ["eve"]);
  assertEquals(again.response.status, 404);
  assertEquals(/<b>Revoked<\/b>/.test(await next.text()), false);
});

Deno.test("with one token, no page says a word of people", async () => {
  await using api = await anApi();

  const html = await (await api.ask("/home")).text();

  assert(!html.includes('href="people"'));
});

Deno.test("GET /queue and /completed_task tell whose tasks are, and find one's own, where there are several people", async () => {
  const state = aState(
    aTask("hers", { name: "queued" }, {}, { submitter: "alice" }),
    aTask("ours", { name: "queued" }),
    aTask("done", { name: "succeeded" }, {}, { submitter: "alice" }),
    aTask("also", { name: "succeeded" }),
  );
  await using api = await anApi({ state });
  const html = async (path: string) => await (await api.ask(path)).text();

  const before = await html("/queue");
  await post(api, { action: "create", name: "alice", role: "user" });
  const queue = await html("/queue");
  const found = await html("/queue?q=%40alice");
  const completed = await html("/completed_task");
  const mine = await html("/completed_task?q=%40");

  assert(!before.includes(">Mine<"));
  for (const page of [queue, completed]) {
    assertMatch(page, /title="From alice"/);
    assertMatch(page, /href="(queue|completed_task)\?q=%40"[^>]*>Mine</);
  }
  assert(!found.includes('title="ours"'));
  assert(mine.includes('title="also"') && !mine.includes('title="done"'));
  assertMatch(mine, /aria-current="true"[^>]*>Mine</);
});
