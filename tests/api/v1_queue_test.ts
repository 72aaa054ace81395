import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const TASKS = "/api/v1/tasks";

function aQueue() {
  return aState(
    aRunner("now", 0),
    aTask("a", { name: "queued" }, {
      nGpus: 2,
      command: "echo {rand int 1 9}",
      envar: { API_KEY: "s3", LEVEL: 1 },
      tags: ["first"],
    }),
    aTask("b", { name: "queued" }, { nGpus: 2 }),
    aTask("c", { name: "queued" }, { nGpus: 2 }),
  );
}

async function order(api: Api): Promise<string[]> {
  const { body } = await told(api.ask(`${TASKS}?state=queued`));
  return body.tasks.map(({ id }: { id: string }) => id);
}

function post(api: Api, path: string, body: unknown = {}) {
  return told(api.send("POST", `${TASKS}/${path}`, body));
}

function patch(api: Api, id: string, change: unknown) {
  return told(api.send("PATCH", `${TASKS}/${id}`, change));
}

Deno.test("POST /api/v1/tasks/:id/move puts a task right before another, or at the end", async () => {
  await using api = await anApi({ state: aQueue() });

  const { status, body } = await post(api, "c/move", { before: "b" });
  assertEquals([status, body.id], [200, "c"]);
  assertEquals(await order(api), ["a", "c", "b"]);

  await post(api, "a/move", { before: null });
  assertEquals(await order(api), ["c", "b", "a"]);
});

Deno.test("POST /api/v1/tasks/:id/move answers 404, 409 and 422 for what can not move", async () => {
  await using api = await anApi({ state: aQueue() });

  const answers = await Promise.all([
    post(api, "x/move", { before: null }),
    post(api, "a/move", { before: "x" }),
    post(api, "now/move", { before: "a" }),
    post(api, "a/move", { before: "now" }),
    post(api, "a/move", {}),
  ]);

  assertEquals(
    answers.map(({ status }) => status),
    [404, 404, 409, 409, 422],
  );
  assertMatch(answers[3]!.body.detail, /Cannot move another before.*"running"/);
  assertEquals(await order(api), ["a", "b", "c"]);
});

Deno.test("PATCH /api/v1/tasks/:id changes what it names and leaves the rest, the place too", async () => {
  await using api = await anApi({ state: aQueue() });

  const { status, body } = await patch(api, "a", { tags: ["x", "y"] });

  assertEquals(status, 200);
  assertEquals([body.nGpus, body.tags], [2, ["x", "y"]]);
  assertEquals(body.command, "echo {rand int 1 9}");
  assertEquals(await order(api), ["a", "b", "c"]);
  const { spec } = api.scheduler.state.tasks.get("a")!;
  assertEquals(spec.envar, { API_KEY: "s3", LEVEL: 1 });
});

Deno.test("PATCH /api/v1/tasks/:id reads a command and an id as on queueing", async () => {
  await using api = await anApi({ state: aQueue() });

  const { body } = await patch(api, "b", {
    id: "b 2",
    command: "ant_tags=inline ant_n_gpus=1 echo {rand int 7 7}",
  });

  assertEquals(
    [body.id, body.command, body.nGpus, body.tags],
    ["b-2", "echo 7", 1, ["inline"]],
  );
  assertEquals(await order(api), ["a", "b-2", "c"]);
});

Deno.test("PATCH /api/v1/tasks/:id keeps the values behind masks that come back", async () => {
  await using api = await anApi({ state: aQueue() });

  const { body } = await patch(api, "a", {
    env: { LEVEL: 2, API_KEY: "********" },
  });

  assertEquals(body.envar, { LEVEL: 2, API_KEY: "********" });
  const { spec } = api.scheduler.state.tasks.get("a")!;
  assertEquals(spec.envar, { LEVEL: 2, API_KEY: "s3" });
  const moved = await patch(api, "a", { env: { OTHER_KEY: "********" } });
  assertEquals(
    [moved.status, moved.body.issues[0].field],
    [422, "env.OTHER_KEY"],
  );
});

Deno.test("PATCH /api/v1/tasks/:id turns down what can not be, by the names that were sent", async () => {
  await using api = await anApi({ state: aQueue() });

  const answers = [
    await patch(api, "x", { gpus: 1 }),
    await patch(api, "now", { gpus: 1 }),
    await patch(api, "a", { id: "b" }),
    await patch(api, "a", { gpus: 3 }),
    await patch(api, "a", { id: "[uid]", env: { "": 1 } }),
    await patch(api, "a", { name: "b" }),
  ];

  assertEquals(
    answers.map(({ status }) => status),
    [404, 409, 409, 422, 422, 422],
  );
  const fields = answers.slice(3, 5).map(({ body }) =>
    body.issues.map(({ field }: { field: string }) => field)
  );
  assertEquals(fields, [["gpus"], ["env.", "id"]]);
});

Deno.test("POST /api/v1/tasks/:id/put-back undoes a removal, secrets and place too", async () => {
  await using api = await anApi({ state: aQueue() });
  for (const id of ["a", "b"]) {
    await told(api.ask(`${TASKS}/${id}`, { method: "DELETE" }));
  }

  const later = await post(api, "b/put-back");
  const first = await post(api, "a/put-back");

  assertEquals([first.status, first.body.id], [200, "a"]);
  assertEquals([later.status, await order(api)], [200, ["a", "b", "c"]]);
  const { spec } = api.scheduler.state.tasks.get("a")!;
  assertEquals(spec.envar, { API_KEY: "s3", LEVEL: 1 });
  const again = await post(api, "a/put-back");
  assertEquals(again.status, 404);
});

Deno.test("POST /api/v1/tasks/:id/put-back answers 404 a minute later, and 409 for an id in use", async () => {
  await using api = await anApi({ state: aQueue() });
  const drop = (id: string) => api.ask(`${TASKS}/${id}`, { method: "DELETE" });
  await drop("a");
  await drop("b");
  await told(api.send("POST", TASKS, { command: "true", id: "b", gpus: 2 }));

  const taken = await post(api, "b/put-back");
  api.clock.advance(60_000);
  const late = await post(api, "a/put-back");

  assertEquals([taken.status, late.status], [409, 404]);
  assertMatch(late.body.detail, /it was removed too long ago/);
});

Deno.test("POST /api/v1/tasks gives its tags to every task", async () => {
  await using api = await anApi({ state: aQueue() });

  const { body } = await told(api.send("POST", TASKS, {
    mode: "multi",
    command: "true\nant_tags=own true",
    tags: ["all"],
    gpus: 2,
  }));

  assertEquals(
    body.tasks.map(({ tags }: { tags: string[] }) => tags),
    [["all"], ["all", "own"]],
  );
});

Deno.test("POST /api/v1/tasks takes options by field, inline and as variables", async () => {
  await using api = await anApi({ state: aState() });
  const tasks = [
    { id: "field", command: "x", options: { priority: "high", hold: true } },
    { id: "inline", command: "ant_priority=high ant_hold=yes x" },
    { id: "env", command: "x", env: { ant_priority: 10, ant_hold: true } },
  ];

  const { status, body } = await told(api.send("POST", TASKS, tasks));

  assertEquals(status, 201);
  for (const { command, options, envar } of body.tasks) {
    assertEquals([command, options, envar], [
      "x",
      { priority: "high", hold: "true" },
      {},
    ]);
  }
});

Deno.test("POST /api/v1/tasks answers 422 with the place of every wrong option", async () => {
  await using api = await anApi({ state: aState() });
  const wish = {
    command: "ant_timeout=90 x",
    options: { priority: "hi", gpuMem: "1G", after: "nobody" },
  };

  const { status, body } = await told(api.send("POST", TASKS, wish));

  assertEquals(status, 422);
  const places = body.issues.map((
    { field, line }: { field?: string; line?: number },
  ) => line ?? field);
  assertEquals(places, ["options.priority", 1, "options.gpuMem"]);
  const known = { command: "x", options: { after: "nobody" } };
  assertEquals((await told(api.send("POST", TASKS, known))).status, 422);
});

Deno.test("PATCH /api/v1/tasks/:id changes the options it names, and null takes one away", async () => {
  await using api = await anApi({ state: aQueue() });
  const change = (options: unknown) => patch(api, "b", { options });

  await change({ priority: "high", timeout: "2h" });
  const { body } = await change({ priority: null, gpuMem: "10GiB" });

  assertEquals(body.options, { timeout: "2h", gpuMem: "10GiB" });
  assertEquals((await patch(api, "b", { tags: ["x"] })).body.options, {
    timeout: "2h",
    gpuMem: "10GiB",
  });
});

Deno.test("POST /api/v1/tasks/:id/hold and release keep a task, and let it go", async () => {
  await using api = await anApi({ state: aQueue() });

  assertEquals((await post(api, "a/hold")).body.options, { hold: "true" });
  const why = await told(api.ask(`${TASKS}/a/why`));
  assertEquals(why.body.reason, { kind: "held" });
  assertEquals((await post(api, "a/release")).body.options, {});
  assertEquals((await post(api, "now/hold")).status, 409);
});

Deno.test("GET /api/v1/tasks/:id/why tells in data and in words what a task waits for", async () => {
  await using api = await anApi({ state: aQueue() });

  const { status, body } = await told(api.ask(`${TASKS}/b/why`));

  assertEquals([status, body.reason.kind, body.reason.behind], [
    200,
    "turn",
    "a",
  ]);
  assertEquals(body.sentence, "After a, which needs 2 GPUs");
  assertEquals((await told(api.ask(`${TASKS}/now/why`))).status, 409);
  assertEquals((await told(api.ask(`${TASKS}/none/why`))).status, 404);
});

Deno.test("GET /api/v1/tasks/:id/why names fair share where that is why a task waits", async () => {
  const wants = (id: string, submitter: string) => ({
    ...aTask(id, { name: "queued" }, { nGpus: 1 }),
    submitter,
  });
  await using api = await anApi({
    state: aState(
      { ...aRunner("long", 0, 1), submitter: "ann" },
      wants("a1", "ann"),
      wants("a2", "ann"),
      wants("b1", "bob"),
    ),
  });
  const why = async (id: string) =>
    (await told(api.ask(`${TASKS}/${id}/why`))).body;

  const { reason, sentence, waysOut } = await why("a1");
  assertEquals(reason, {
    kind: "fairShare",
    behind: "b1",
    itsGpus: 1,
    of: "bob",
    gpuHours: 2,
  });
  assertEquals(
    sentence,
    "Fair share: after b1 of bob, which needs 1 GPU; bob has used 2.0 GPU-hours less of late",
  );
  assertEquals(waysOut, ["give it a higher priority"]);
  assertEquals((await why("b1")).reason.kind, "gpus");
});

Deno.test("GET /api/v1/tasks/:id/why says which task that is waited for is not on record, and every way out", async () => {
  const waits = (id: string, after: string[]) =>
    aTask(id, { name: "queued" }, { options: { after } }, { pending: after });
  await using api = await anApi({
    state: aState(
      aRunner("r", 0),
      waits("b", ["a"]),
      waits("c", ["a", "r"]),
    ),
  });
  const why = async (id: string) =>
    (await told(api.ask(`${TASKS}/${id}/why`))).body;

  const alone = await why("b");
  const mixed = await why("c");

  assertEquals(alone.sentence, "Waits for a to succeed; a is not on record");
  assertEquals(alone.waysOut, [
    "the success of a, once it is brought back",
    "take the dependency away",
  ]);
  assertEquals(mixed.waysOut, [
    "the success of a, once it is brought back and the success of r",
    "take the dependency away",
  ]);
});
