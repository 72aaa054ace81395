import { assertEquals, assertMatch } from "@std/assert";
import { atApiRoot } from "../../app.ts";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

function aBusyState() {
  return aState(
    aTask("old", { name: "succeeded" }),
    aTask("bad", { name: "terminated" }, { command: "make", nGpus: 1 }),
    aRunner("now", 0),
    aRunner("too", 1),
    ...["q1", "q2", "q3"].map((id) =>
      aTask(id, { name: "queued" }, { nGpus: 1 })
    ),
  );
}

function post(api: Api, path: string, taskIds: unknown) {
  return told(api.send("POST", `/api/${path}`, { "task_ids": taskIds }));
}

async function queued(api: Api): Promise<string[]> {
  const { body } = await told(api.ask("/api/vis"));
  return body.data.task_queue.map((task: Record<string, string>) =>
    task.task_id
  );
}

const ENDPOINTS = [
  "kill_task",
  "promote_task_in_queue",
  "remove_task_from_queue",
  "remove_task_from_history",
];

Deno.test("ANT's task_ids: one id is answered with one boolean, a list with a list", async () => {
  await using api = await anApi({ state: aBusyState() });

  for (
    const [path, there, other] of [
      ["kill_task", "now", "q1"],
      ["promote_task_in_queue", "q2", "now"],
      ["remove_task_from_queue", "q1", "old"],
      ["remove_task_from_history", "old", "now"],
    ] as const
  ) {
    const list = await post(api, path, [other, "nobody"]);
    const one = await post(api, path, there);
    assertEquals([list.status, one.status], [200, 200], path);
    assertEquals(list.body, { status: "success", data: [false, false] }, path);
    assertEquals(one.body, { status: "success", data: true }, path);
  }
});

Deno.test("ANT's task_ids: none is answered with 400", async () => {
  await using api = await anApi();

  for (const path of ENDPOINTS) {
    for (const ids of [undefined, null, "", [], 3, [3]]) {
      const { status, body } = await post(api, path, ids);
      assertEquals(status, 400, `${path} ${ids}`);
      assertEquals(body.message, "task_ids is required");
    }
  }
});

Deno.test("ANT's task_ids: 503 while nothing can be saved, and not a false", async () => {
  await using api = await anApi({ state: aBusyState() });
  api.scheduler.journalProblem("the disk is full");

  for (const path of ENDPOINTS) {
    const { status } = await post(api, path, ["now", "q1", "old"]);
    assertEquals(status, 503, path);
  }
});

Deno.test("POST /promote_task_in_queue puts the last of a list first", async () => {
  await using api = await anApi({ state: aBusyState() });

  await post(api, "promote_task_in_queue", ["q2", "q3"]);

  assertEquals(await queued(api), ["q3", "q2", "q1"]);
});

Deno.test("POST /kill_task asks running tasks to stop, and leaves queued ones", async () => {
  await using api = await anApi({ state: aBusyState() });

  const { body } = await post(api, "kill_task", ["now", "q1", "too"]);

  assertEquals(body.data, [true, false, true]);
  assertEquals(api.launcher.signals, ["SIGTERM now", "SIGTERM too"]);
  assertEquals(await queued(api), ["q1", "q2", "q3"]);
});

Deno.test("POST /remove_task_from_history makes the id free again", async () => {
  await using api = await anApi({ state: aBusyState() });

  await post(api, "remove_task_from_history", "old");
  const { status } = await told(
    api.send("POST", "/api/create_task", { command: "true", "task_id": "old" }),
  );

  assertEquals(status, 200);
});

Deno.test("/restart_task queues a copy under the next free id, with GET and POST", async () => {
  await using api = await anApi({ state: aBusyState() });
  const path = "/api/restart_task?task_id=bad";

  const get = await told(api.ask(path));
  const post = await told(api.ask(path, { method: "POST" }));
  const body = await told(
    api.send("POST", "/api/restart_task", { "task_id": "now" }),
  );

  assertEquals(
    [get, post, body].map(({ body }) => body.message),
    ["bad-restart-1", "bad-restart-2", "now-restart-1"]
      .map((id) => `Task ID ${id} Started!`),
  );
  const { spec } = api.scheduler.state.tasks.get("bad-restart-1")!;
  assertEquals([spec.command, spec.nGpus], ["make", 1]);
});

Deno.test("/restart_task answers 400 without an id, and for one that waits or is not there", async () => {
  await using api = await anApi({ state: aBusyState() });

  const none = await told(api.ask("/api/restart_task"));
  const noneInBody = await told(api.send("POST", "/api/restart_task", {}));
  const queued = await told(api.ask("/api/restart_task?task_id=q1"));
  const nobody = await told(api.ask("/api/restart_task?task_id=x"));

  assertEquals([none.status, none.body.message], [400, "task_id is required"]);
  assertEquals(noneInBody.body.message, "task_id is required");
  assertEquals([queued.status, nobody.status], [400, 400]);
  assertMatch(queued.body.message, /Cannot restart task "q1"/);
  assertMatch(nobody.body.message, /Cannot find task "x"/);
});

Deno.test("POST /hide_completed_tasks hides what has ended, and names it", async () => {
  await using api = await anApi({ state: aBusyState() });

  const { status, body } = await post(api, "hide_completed_tasks", [
    "old",
    "now",
    "x",
  ]);
  const none = await post(api, "hide_completed_tasks", ["now"]);

  assertEquals([status, body.data.hidden], [200, ["old"]]);
  assertEquals([none.status, none.body.data.hidden], [200, []]);
  const log = await told(api.ask("/api/get_log?task_id=old"));
  assertEquals(log.status, 404);
});

Deno.test("POST /hide_completed_tasks answers 503 while nothing can be saved", async () => {
  await using api = await anApi({ state: aBusyState() });
  api.scheduler.journalProblem("the disk is full");

  const { status } = await post(api, "hide_completed_tasks", ["old"]);

  assertEquals(status, 503);
});

Deno.test("GET / and /status tell the version as ANT's clients read it", async () => {
  await using api = await anApi();

  for (const path of ["/api/", "/api", "/api/status"]) {
    const { status, body } = await told(api.ask(path));
    assertEquals([status, body], [200, {
      status: "success",
      message: "Ant-Scheduler Backend (commit: unknown)",
    }]);
  }
});

Deno.test("/api answers 405 for a method and 404 for an endpoint that it does not know", async () => {
  await using api = await anApi();

  const method = await told(api.ask("/api/kill_task"));
  const endpoint = await told(api.ask("/api/kill_tasks", { method: "POST" }));

  assertEquals([method.status, endpoint.status], [405, 404]);
  for (const { type, body } of [method, endpoint]) {
    assertEquals([type, body.status], ["application/json", "error"]);
    assertMatch(body.message, /^Cannot (GET|POST) "\/api\/kill_task/);
  }
});

Deno.test("atApiRoot() leads ANT's bare paths to the same endpoints", () => {
  const path = (path: string) => {
    const { url } = atApiRoot(new Request(`http://localhost:5000${path}`));
    return url.replace("http://localhost:5000", "");
  };

  assertEquals(path("/"), "/api/");
  assertEquals(
    path("/vis?include_completed=0"),
    "/api/vis?include_completed=0",
  );
  assertEquals(path("/api/v1/tasks"), "/api/v1/tasks");
  assertEquals(path("/healthz"), "/healthz");
});
