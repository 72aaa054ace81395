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
  assertMatch(late.body.detail, /it left the queue too long ago/);
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
