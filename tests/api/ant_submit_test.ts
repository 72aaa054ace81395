import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

function create(api: Api, body: unknown) {
  return told(api.send("POST", "/api/create_task", body));
}

function add(api: Api, body: unknown) {
  return told(api.send("POST", "/api/add_task_to_queue", body));
}

function error(message: unknown) {
  return { status: "error", message };
}

Deno.test("POST /create_task says the id that one task got", async () => {
  await using api = await anApi();

  const { status, type, body } = await create(api, {
    command: "echo 1",
    "task_id": "a/b +c",
    "n_gpus": 1,
    envar: "",
    "something_else": true,
  });

  assertEquals([status, type], [200, "application/json"]);
  assertEquals(body, {
    status: "success",
    message: "Task a-slash-b--plus-c Created!",
  });
});

Deno.test("POST /create_task reads a body of any content type", async () => {
  await using api = await anApi();

  const { status } = await told(api.ask("/api/create_task", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: '{"command":"true"}',
  }));

  assertEquals(status, 200);
});

Deno.test("POST /create_task queues every line in multi mode, whatever n_gpus says", async () => {
  await using api = await anApi();

  const { status, body } = await create(api, {
    command: "echo 1\n# no\necho 2 \\\n  3",
    "queue_mode": "MULTI",
    "n_gpus": 9,
  });

  assertEquals(status, 200);
  assertEquals(body, { status: "success", message: "Tasks Created!" });
  const specs = [...api.scheduler.state.tasks.values()].map(({ spec }) => spec);
  assertEquals(specs.map(({ command }) => command), ["echo 1", "echo 2 3"]);
  assertEquals(specs.map(({ nGpus }) => nGpus), [0, 0]);
});

Deno.test("POST /create_task answers 400 for what it cannot read", async () => {
  await using api = await anApi();

  const none = await create(api, {});
  const mode = await create(api, { command: "true", "queue_mode": "both" });
  const many = await create(api, { command: "true", "n_gpus": 9 });
  const empty = await create(api, { command: "# no", "queue_mode": "multi" });
  const rand = await create(api, { command: "echo {rand int 5 1}" });
  const token = await create(api, { command: "true", "task_id": "a[b]" });

  assertEquals(
    [none, mode, many, empty, rand, token].map(({ status }) => status),
    [400, 400, 400, 400, 400, 400],
  );
  assertMatch(none.body.message[0], /`command` key must be present/);
  assertMatch(mode.body.message, /^Unrecognized queue mode/);
  assertMatch(many.body.message[0], /needs 9 GPUs, this server has 2/);
  assertMatch(empty.body.message[0], /holds nothing but comments/);
  assertMatch(rand.body.message[0], /^ValueError: /);
  assertMatch(token.body.message[0], /Unsupported task id template token: b/);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /create_task answers 400 in JSON for a body that is none", async () => {
  await using api = await anApi();

  const bad = await told(
    api.ask("/api/create_task", { method: "POST", body: "command=true" }),
  );
  const none = await told(api.ask("/api/create_task", { method: "POST" }));

  assertEquals([bad.status, bad.type], [400, "application/json"]);
  assertMatch(bad.body.message, /not JSON at line 1, column 1/);
  assertEquals([none.status, none.body.status], [400, "error"]);
});

Deno.test("POST /create_task tells who has the id, in ANT's words", async () => {
  await using api = await anApi({
    state: aState(
      aTask("done", { name: "succeeded" }),
      aRunner("now", 0, 1),
      aTask("next", { name: "queued" }, { nGpus: 1 }),
    ),
  });
  const message = async (command: string, taskId: string | null = null) => {
    const { status, body } = await create(api, {
      command,
      "task_id": taskId,
      "queue_mode": "multi",
    });
    assertEquals(status, 400);
    return body.message;
  };

  const done = await message("true", "done");
  const running = await message("true", "now");
  const queued = await message("true", "next");
  const all = await message(
    "ant_task_id=done true\nant_task_id=now true\nant_task_id=new true",
  );
  const twice = await message("ant_task_id=x true\nant_task_id=x true");

  assertMatch(done, /^Duplicate entry: .*'done'.*previously ran tasks\.$/);
  assertMatch(running, /^Duplicate entry: .*'now'.* running tasks\.$/);
  assertMatch(queued, /^Duplicate entry: .*'next'.*currently queued tasks\.$/);
  assertEquals(all.length, 2);
  assertMatch(twice[0], /Duplicate entry: 'x'.*submitted queue.*duplicate/);
  assertEquals(api.scheduler.state.tasks.size, 3);
});

Deno.test("POST /create_task answers 503 while nothing can be saved", async () => {
  await using api = await anApi();
  api.scheduler.journalProblem("the disk is full");

  const { status, body } = await create(api, { command: "true" });

  assertEquals([status, body], [503, error("the disk is full")]);
});

Deno.test("POST /add_task_to_queue answers for each task, and queues the good ones", async () => {
  await using api = await anApi();
  const task = { command: "true", "task_id": "x" };

  const one = await add(api, { task });
  const both = await add(api, {
    task: [task, { command: "true", "task_id": "y" }, { "task_id": "z" }],
  });

  assertEquals(one.body, {
    status: "success",
    data: [true, "Task x Created!"],
  });
  const [again, other, none] = both.body.data;
  assertEquals([again[0], other, none[0]], [
    false,
    [true, "Task y Created!"],
    false,
  ]);
  assertMatch(again[1], /^Duplicate entry: /);
  assertMatch(none[1], /`command` key/);
});

Deno.test("POST /add_task_to_queue takes no GPU unless asked, whatever the default", async () => {
  await using api = await anApi({ config: { RUNNER_default_n_gpus: 2 } });

  await add(api, { task: { command: "true", "task_id": "x" } });

  assertEquals(api.scheduler.state.tasks.get("x")!.spec.nGpus, 0);
});

Deno.test("POST /add_task_to_queue answers 400 where there is no task, and queues none", async () => {
  await using api = await anApi();
  const task = { command: "true" };

  const none = await add(api, {});
  const text = await add(api, { task: "true" });
  const mixed = await add(api, { task: [task, "true"] });

  assertEquals([none.status, none.body], [400, error("task is required")]);
  assertEquals([text.status, text.body], [400, error("Invalid task format")]);
  assertEquals(mixed.status, 400);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /add_task_to_queue answers 503 while nothing can be saved", async () => {
  await using api = await anApi();
  api.scheduler.journalProblem("the disk is full");

  const { status, body } = await add(api, { task: { command: "true" } });

  assertEquals([status, body], [503, error("the disk is full")]);
});
