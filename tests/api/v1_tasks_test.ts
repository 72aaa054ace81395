import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const TASKS = "/api/v1/tasks";

function aMixedState() {
  return aState(
    aTask("old", { name: "succeeded" }, {}, { endedAtMs: 1000 }),
    aTask("bad", { name: "failed", failure: { kind: "exit", code: 3 } }, {
      command: "make all",
    }, { endedAtMs: 2000 }),
    aRunner("now", 0),
    aTask("next", { name: "queued" }, { nGpus: 2, envar: { API_KEY: "s3" } }),
    aTask("last", { name: "queued" }, { nGpus: 2 }),
  );
}

function idsOf({ body }: { body: { tasks: { id: string }[] } }): string[] {
  return body.tasks.map(({ id }) => id);
}

Deno.test("GET /api/v1/tasks lists what is at work, then the queue in turn, then the latest ended", async () => {
  await using api = await anApi({ state: aMixedState() });

  const { status, body } = await told(api.ask(TASKS));

  assertEquals(status, 200);
  assertEquals(idsOf({ body }), ["now", "next", "last", "bad", "old"]);
  assertEquals([body.total, body.nextCursor], [5, null]);
});

Deno.test("GET /api/v1/tasks filters by states and by words, but not by secrets", async () => {
  await using api = await anApi({ state: aMixedState() });
  const ids = async (query: string) =>
    idsOf(await told(api.ask(`${TASKS}?${query}`)));

  assertEquals(await ids("state=queued"), ["next", "last"]);
  assertEquals(await ids("state=failed,running"), ["now", "bad"]);
  assertEquals(await ids("state=failed&state=lost"), ["bad"]);
  assertEquals(await ids("q=MAKE+bad"), ["bad"]);
  assertEquals(await ids("q=s3"), []);
});

Deno.test("GET /api/v1/tasks goes on behind a cursor, whatever came and went meanwhile", async () => {
  await using api = await anApi({ state: aMixedState() });
  const page = async (cursor: string | null) => {
    const at = cursor === null ? "" : `&cursor=${cursor}`;
    return await told(api.ask(`${TASKS}?limit=2${at}`));
  };

  const first = await page(null);
  await api.send("POST", TASKS, { command: "true", id: "new", gpus: 2 });
  await api.ask(`${TASKS}/next`, { method: "DELETE" });
  const second = await page(first.body.nextCursor);
  const third = await page(second.body.nextCursor);

  assertEquals(idsOf(first), ["now", "next"]);
  assertEquals(idsOf(second), ["last", "new"]);
  assertEquals(idsOf(third), ["bad", "old"]);
  assertEquals(third.body.nextCursor, null);
});

Deno.test("GET /api/v1/tasks tells each task once, however many ended at once", async () => {
  const ids = Array.from({ length: 7 }, (_, place) => `t${(place * 3) % 7}`);
  const tasks = ids.map((id) => aTask(id, { name: "succeeded" }));
  await using api = await anApi({ state: aState(...tasks, aTask("q")) });
  for (const select of ["", "&q=true"]) {
    const found: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const at: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const page = await told(api.ask(`${TASKS}?limit=2${at}${select}`));
      assertEquals(page.body.total, 8);
      found.push(...idsOf(page));
      cursor = page.body.nextCursor;
    }

    assertEquals(found, ["q", ...ids.toReversed()]);
  }
});

Deno.test("GET /api/v1/tasks answers 422 for a query that it cannot follow", async () => {
  await using api = await anApi();
  const detail = async (query: string) => {
    const { status, body } = await told(api.ask(`${TASKS}?${query}`));
    assertEquals(status, 422);
    return body.detail;
  };

  assertMatch(await detail("state=done"), /"state\[0\]": it must be "queued"/);
  assertMatch(await detail("limit=0"), /a whole number from 1 to 500/);
  assertMatch(await detail("limit=x"), /a whole number from 1 to 500/);
  assertMatch(await detail("cursor=x"), /"cursor": it is no "nextCursor"/);
  assertMatch(await detail("stat=queued"), /did you mean "state"\?/);
});

Deno.test("GET /api/v1/tasks/:id shows a task, and why it waits", async () => {
  await using api = await anApi({ state: aMixedState() });

  const waiting = await told(api.ask(`${TASKS}/last`));
  const ended = await told(api.ask(`${TASKS}/bad`));

  assertEquals(waiting.body.waits, "after next, which needs 2 GPUs");
  assertEquals([ended.body.waits, ended.body.end], [
    null,
    { exitCode: 3, signal: null, cause: "exit 3" },
  ]);
});

Deno.test("GET /api/v1/tasks/:id finds ids with odd letters", async () => {
  const odd = "a#b?c%d'é";
  await using api = await anApi({ state: aState(aTask(odd)) });

  const { body } = await told(
    api.ask(`${TASKS}/${encodeURIComponent(odd)}`),
  );

  assertEquals(body.id, odd);
});

Deno.test("/api/v1/tasks/:id answers 404 for a task that is not there", async () => {
  await using api = await anApi();

  for (
    const [method, path] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/terminate"],
      ["POST", "/restart"],
      ["POST", "/promote"],
      ["POST", "/hide"],
      ["GET", "/log"],
      ["GET", "/log/stream"],
    ] as const
  ) {
    const { status, body } = await told(
      api.ask(`${TASKS}/x${path}`, { method }),
    );
    assertEquals([status, body.code], [404, "unknown-task"], path);
    assertEquals(body.detail, 'Cannot find task "x"');
  }
});

Deno.test("DELETE /api/v1/tasks/:id takes a task out of the queue or the history", async () => {
  await using api = await anApi({ state: aMixedState() });

  for (const id of ["next", "old"]) {
    const { status, body } = await told(
      api.ask(`${TASKS}/${id}`, { method: "DELETE" }),
    );
    assertEquals([status, body], [204, ""]);
    assertEquals(api.scheduler.state.tasks.has(id), false);
  }
});

Deno.test("DELETE /api/v1/tasks/:id answers 409 for a task at work, and leaves it alone", async () => {
  await using api = await anApi({ state: aMixedState() });

  const { status, body } = await told(
    api.ask(`${TASKS}/now`, { method: "DELETE" }),
  );

  assertEquals([status, body.code], [409, "wrong-state"]);
  assertMatch(body.detail, /it is "running"; terminate it first$/);
  assertEquals(api.scheduler.state.active.has("now"), true);
});

Deno.test("POST /api/v1/tasks/:id/terminate asks a task to stop, twice if need be", async () => {
  await using api = await anApi({ state: aMixedState() });
  const terminate = (id: string) =>
    told(api.ask(`${TASKS}/${id}/terminate`, { method: "POST" }));

  const first = await terminate("now");
  const again = await terminate("now");
  const queued = await terminate("last");

  assertEquals([first.status, first.body.state], [200, "stopping"]);
  assertEquals([again.status, again.body.state], [200, "stopping"]);
  assertEquals([queued.status, queued.body.state], [200, "terminated"]);
  assertEquals(api.launcher.signals, ["SIGTERM now"]);
});

Deno.test("POST /api/v1/tasks/:id/restart queues a copy and names it", async () => {
  await using api = await anApi({ state: aMixedState() });

  const response = await api.ask(`${TASKS}/bad/restart`, { method: "POST" });

  const address = response.headers.get("location");
  assertEquals(address, "/api/v1/tasks/bad-restart-1");
  const { status, body } = await told(Promise.resolve(response));
  assertEquals([status, body.id], [201, "bad-restart-1"]);
  assertEquals(body.command, "make all");
});

Deno.test("POST /api/v1/tasks/:id/promote moves a queued task to the head", async () => {
  await using api = await anApi({ state: aMixedState() });

  const { status, body } = await told(
    api.ask(`${TASKS}/last/promote`, { method: "POST" }),
  );

  assertEquals([status, body.id], [200, "last"]);
  const { body: after } = await told(api.ask(`${TASKS}?state=queued`));
  assertEquals(idsOf({ body: after }), ["last", "next"]);
});

Deno.test("POST /api/v1/tasks/:id/hide moves an ended task out of sight", async () => {
  await using api = await anApi({ state: aMixedState() });

  const { status } = await told(
    api.ask(`${TASKS}/old/hide`, { method: "POST" }),
  );

  assertEquals(status, 204);
  const { body } = await told(api.ask("/api/v1/recovery?tab=hidden"));
  assertEquals(
    body.entries.map(({ task }: { task: { id: string } }) => task.id),
    ["old"],
  );
});

Deno.test("POST /api/v1/tasks/:id answers 409 for what the task's state does not allow", async () => {
  await using api = await anApi({ state: aMixedState() });

  for (
    const path of [
      "old/terminate",
      "last/restart",
      "now/promote",
      "now/hide",
    ]
  ) {
    const { status, body } = await told(
      api.ask(`${TASKS}/${path}`, { method: "POST" }),
    );
    assertEquals([status, body.code], [409, "wrong-state"], path);
  }
});

Deno.test("/api/v1 answers 405 for a method and 404 for an address that it does not know", async () => {
  await using api = await anApi();

  const method = await told(api.ask(TASKS, { method: "PATCH" }));
  const address = await told(api.ask("/api/v1/task"));

  assertEquals([method.status, address.status], [405, 404]);
  for (const { type, body } of [method, address]) {
    assertEquals(type, "application/problem+json");
    assertMatch(body.detail, /^Cannot (PATCH|GET) "\/api\/v1\/task/);
  }
});
