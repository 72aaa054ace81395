import { assertEquals, assertMatch } from "@std/assert";
import { ROUTE_RIGHTS } from "../../web/people/route_rights.ts";
import { aHouse } from "./a_house.ts";

const ROUTES = new URL("../../routes/", import.meta.url);

/** Each route's method and pattern, as Fresh tells them. */
async function allRoutes(): Promise<string[]> {
  const found: string[] = [];
  const visit = async (dir: URL, path: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(dir)) {
      const url = new URL(encodeURIComponent(name), dir);
      if (isDirectory) await visit(new URL(`${url}/`), `${path}${name}/`);
      else if (!name.startsWith("_") && !name.startsWith("[...")) {
        const { handler, default: page } = await import(url.href);
        const pattern = `/${path}${name}`.replace(/\.tsx?$/, "")
          .replace(/(?<=.)\/index$|(?<=^\/)index$/, "")
          .replace(/\[(\w+)\]/g, ":$1");
        const methods = new Set(Object.keys(handler ?? {}));
        if (page !== undefined) methods.add("GET");
        for (const method of methods) found.push(`${method} ${pattern}`);
      }
    }
  };
  await visit(ROUTES, "");
  return found.sort();
}

Deno.test("every route has a right in web/people/route_rights.ts, and no right is without a route", async () => {
  assertEquals(Object.keys(ROUTE_RIGHTS).sort(), await allRoutes());
});

Deno.test("each route lets in just the roles that have its right", async () => {
  await using house = await aHouse();
  const may: Record<string, string[]> = {
    open: ["ada", "alice", "bot", "owner", "vera"],
    read: ["ada", "alice", "bot", "owner", "vera"],
    work: ["ada", "alice", "bot", "owner"],
    approve: ["ada", "alice", "owner"],
    admin: ["ada", "owner"],
  };
  const streams = ["/events", "/log/stream", "/log/search", "/wait"];

  for (const [route, right] of Object.entries(ROUTE_RIGHTS)) {
    if (streams.some((end) => route.endsWith(end))) continue;
    const line = route.replace(/:\w+/g, "none");
    const let_ = [];
    for (const who of ["ada", "alice", "bot", "owner", "vera"]) {
      const { status, text } = await house.ask(who, line);
      if (status !== 403) let_.push(who);
      else assertMatch(text, /as a token of role/);
    }
    assertEquals([route, let_], [route, may[right]]);
  }
});

Deno.test("what users submit bears their name, and what the server's token submits bears none", async () => {
  await using house = await aHouse();
  await house.submit("alice", "hers");
  await house.submit("owner", "plain");

  const hers = await house.ask("vera", "GET /api/v1/tasks/hers");
  const plain = await house.ask("vera", "GET /api/v1/tasks/plain");

  assertEquals(hers.json.submitter, "alice");
  assertEquals("submitter" in plain.json, false);
});

for (
  const [name, line, body] of [
    ["terminate", "POST /api/v1/tasks/hers/terminate", undefined],
    ["edit", "PATCH /api/v1/tasks/hers", { command: "false" }],
    ["remove", "DELETE /api/v1/tasks/hers", undefined],
    ["promote", "POST /api/v1/tasks/hers/promote", undefined],
    ["hold", "POST /api/v1/tasks/hers/hold", undefined],
    ["move", "POST /api/v1/tasks/hers/move", { before: null }],
  ] as const
) {
  Deno.test(`users ${name} their own tasks, admins all, others none`, async () => {
    await using house = await aHouse();
    await house.submit("alice", "hers");
    await house.submit("alice", "also");

    const others = await house.ask("bob", line, body);
    const bots = await house.ask("bot", line, body);
    const own = await house.ask("alice", line, body);

    assertEquals([others.status, bots.status], [403, 403]);
    assertMatch(others.json.detail, /"hers": somebody else submitted it/);
    assertEquals(own.status < 300, true, own.text);
    const also = line.replace("hers", "also");
    const admins = await house.ask("ada", also, body);
    assertEquals(admins.status < 300, true, admins.text);
  });
}

Deno.test("a changed copy of a task, its variables included, is for its owner and admins", async () => {
  await using house = await aHouse();
  await house.submit("alice", "hers");
  await house.ask("alice", "POST /api/v1/tasks/hers/terminate");
  const copy = (who: string) =>
    house.ask(who, "POST /api/v1/tasks/hers/restart", { command: "env" });

  const others = await copy("bob");

  assertEquals(others.status, 403);
  assertMatch(others.json.detail, /"hers": somebody else submitted it/);
  assertEquals((await copy("alice")).status, 201);
  assertEquals((await copy("ada")).status, 201);
});

Deno.test("what was removed from the queue is its owner's again, and nobody else puts it back", async () => {
  await using house = await aHouse();
  await house.submit("alice", "hers");
  await house.ask("ada", "DELETE /api/v1/tasks/hers");
  const line = "POST /api/v1/tasks/hers/put-back";

  const others = await house.ask("bob", line);
  const back = await house.ask("ada", line);

  assertEquals([others.status, back.status], [403, 200]);
  assertEquals(back.json.submitter, "alice");
});

Deno.test("ANT's own API keeps the same law, in its own words", async () => {
  await using house = await aHouse();
  await house.submit("alice", "hers");
  const line = "POST /api/remove_task_from_queue";
  const body = { "task_ids": ["hers"] };

  const others = await house.ask("bob", line, body);
  const viewers = await house.ask("vera", line, body);
  const own = await house.ask("alice", line, body);

  assertMatch(others.text, /somebody else submitted it/);
  assertEquals(viewers.status, 403);
  assertEquals(own.status, 200);
  assertEquals(await house.api.scheduler.find("hers"), null);
});

Deno.test("in bulk, what is not one's own is turned down by itself", async () => {
  await using house = await aHouse();
  await house.submit("alice", "hers");
  await house.submit("bob", "his");

  const { json } = await house.ask("bob", "POST /api/v1/tasks/bulk", {
    action: "unqueue",
    ids: ["hers", "his"],
  });

  assertEquals(json.done, [{ id: "his" }]);
  assertEquals(json.failed[0].id, "hers");
});

Deno.test("a user may have as many tasks queued as the token says", async () => {
  await using house = await aHouse();
  await house.submit("alice", "one");
  await house.submit("alice", "two");

  const third = await house.submit("alice", "three");

  assertEquals(third.status, 409);
  assertMatch(third.json.detail, /"alice" may have 2 tasks queued, and has 2/);
  await house.ask("alice", "DELETE /api/v1/tasks/one");
  assertEquals((await house.submit("alice", "three")).status, 201);
});

Deno.test("a key of one user is none of another's", async () => {
  await using house = await aHouse();
  const work = (id: string) => ({ id, spec: spec(id) });
  const spec = (id: string) => ({
    ...{ command: id, nGpus: 0, envar: {}, tags: [], options: {} },
    runnerEnvar: {},
  });
  const { scheduler } = house.api;
  const { asCaller } = await import("../../web/people/as_caller.ts");
  const as = (name: string) =>
    asCaller(scheduler, {
      ...{ name, role: "user" as const, maxGpus: null, maxQueued: null },
    });

  const first = await as("alice").submit([work("a")], "key");
  const second = await as("bob").submit([work("b")], "key");

  assertEquals([first, second], [["a"], ["b"]]);
});

Deno.test("a push that a revoked token has opened ends with it", async () => {
  await using house = await aHouse();
  const opened = await house.ask(
    "vera",
    "GET /socket.io/?EIO=4&transport=polling",
  );
  const { sid } = JSON.parse(opened.text.slice(1));

  await house.ask("ada", "DELETE /api/v1/tokens/vera");

  const line = `GET /socket.io/?EIO=4&transport=polling&sid=${sid}`;
  const after = await house.ask("ada", line);
  assertEquals(after.status, 400, after.text);
});

Deno.test("tokens are made, listed and revoked by admins, and told once", async () => {
  await using house = await aHouse();
  const wish = { name: "carol", role: "user", maxQueued: 1 };

  const made = await house.ask("ada", "POST /api/v1/tokens", wish);
  const again = await house.ask("ada", "POST /api/v1/tokens", wish);
  const wrong = await house.ask("ada", "POST /api/v1/tokens", { name: "x y" });
  const me = await house.ask(made.json.token, "GET /api/v1/me");
  const list = await house.ask("ada", "GET /api/v1/tokens");
  const gone = await house.ask("ada", "DELETE /api/v1/tokens/carol");
  const after = await house.ask(made.json.token, "GET /api/v1/me");

  assertEquals([made.status, again.status, wrong.status], [201, 409, 422]);
  assertEquals(me.json, {
    ...{ name: "carol", role: "user", maxGpus: null, maxQueued: 1 },
  });
  assertEquals(list.text.includes(made.json.token), false);
  assertEquals(list.json.tokens[4].name, "carol");
  assertEquals([gone.status, after.status], [204, 401]);
});
