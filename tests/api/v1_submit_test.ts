import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
} from "@std/assert";
import { aRunner, aState, aTask, T0 } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const TASKS = "/api/v1/tasks";
const DRY = `${TASKS}?dry_run=1`;

Deno.test("POST /api/v1/tasks answers 201 with the task and its address", async () => {
  await using api = await anApi();

  const response = await api.send("POST", TASKS, {
    command: "echo $A",
    id: "a b",
    gpus: 1,
    env: { A: "1", API_KEY: "hunter2" },
    tags: ["night"],
  });

  assertEquals(response.headers.get("location"), "/api/v1/tasks/a-b");
  const { status, body } = await told(Promise.resolve(response));
  assertEquals(status, 201);
  assertEquals(body.ids, ["a-b"]);
  const [task] = body.tasks;
  assertEquals(
    [task.id, task.command, task.nGpus, task.state, task.tags],
    ["a-b", "echo $A", 1, "starting", ["night"]],
  );
  assertEquals(task.envar, { A: "1", API_KEY: "********" });
  assertEquals(api.scheduler.state.tasks.get("a-b")!.spec.envar, {
    A: "1",
    API_KEY: "hunter2",
  });
});

Deno.test("POST /api/v1/tasks takes a list, and all of it or nothing", async () => {
  await using api = await anApi();

  const both = await told(api.send("POST", TASKS, [
    { command: "echo 1", id: "one" },
    { command: "echo 2\necho 3", mode: "multi", gpus: 1 },
  ]));
  const mixed = await told(api.send("POST", TASKS, [
    { command: "echo 4", id: "four" },
    { command: "echo 5", gpus: 9 },
    { command: "", mode: "multi" },
  ]));

  assertEquals(both.status, 201);
  assertEquals(both.body.tasks.map((task: { nGpus: number }) => task.nGpus), [
    0,
    1,
    1,
  ]);
  assertEquals(mixed.status, 422);
  assertEquals(mixed.body.issues, [
    {
      message: "Cannot queue the task: it needs 9 GPUs, this server has 2",
      field: "[1].gpus",
      code: "impossible",
    },
    {
      message: "Cannot queue tasks: the text is empty",
      field: "[2].command",
    },
  ]);
  assertEquals(api.scheduler.state.tasks.size, 3);
});

Deno.test("POST /api/v1/tasks lets a command of many ask for its own number of GPUs", async () => {
  await using api = await anApi();

  const { body } = await told(api.send("POST", TASKS, {
    mode: "multi",
    command: "ant_n_gpus=0 echo 1\necho 2",
    gpus: 2,
  }));

  const counts = body.tasks.map((task: { nGpus: number }) => task.nGpus);
  assertEquals(counts, [0, 2]);
});

Deno.test("POST /api/v1/tasks understands ANT's names of the fields", async () => {
  await using api = await anApi();

  const { status, body } = await told(api.send("POST", TASKS, {
    "queue_mode": "single",
    "task_id": "x",
    "n_gpus": 2,
    envar: { A: 1 },
    command: "true",
  }));

  assertEquals(status, 201);
  const [{ id, nGpus, envar }] = body.tasks;
  assertEquals([id, nGpus, envar], ["x", 2, { A: 1 }]);
});

Deno.test("POST /api/v1/tasks answers 422 with every issue and the nearest field", async () => {
  await using api = await anApi();

  const { status, body } = await told(api.send("POST", TASKS, {
    comand: "echo",
    mode: "both",
    gpus: 1.5,
    env: [],
  }));

  assertEquals(status, 422);
  assertEquals(body.issues, [
    { message: 'Cannot read "command": it is missing', field: "command" },
    {
      message: 'Cannot read "mode": it must be "single" or "multi"',
      field: "mode",
    },
    {
      message: 'Cannot read "gpus": it must be a whole number from 0 or null',
      field: "gpus",
    },
    { message: 'Cannot read "env": it must be an object', field: "env" },
    {
      message: 'Cannot use "comand": no such field, did you mean "command"?',
      field: "comand",
    },
  ]);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /api/v1/tasks names lines, fields and words of the command text", async () => {
  await using api = await anApi();

  const { body } = await told(api.send("POST", TASKS, {
    mode: "multi",
    command: "echo 1\nant_n_gpus=7 echo 2",
    env: { "A=": 1 },
  }));

  assertEquals(
    body.issues.map(
      ({ line, field }: { line?: number; field?: string }) => line ?? field,
    ),
    ["env.A=", 2],
  );
});

Deno.test("POST /api/v1/tasks answers 409 for an id that is taken", async () => {
  await using api = await anApi({ state: aState(aRunner("a", 0)) });

  const { status, body } = await told(
    api.send("POST", TASKS, { command: "true", id: "a" }),
  );

  assertEquals([status, body.code], [409, "duplicate-id"]);
  assertMatch(body.detail, /^Duplicate entry: .*'a'.* running tasks/);
});

Deno.test("POST /api/v1/tasks answers 400 for what is no JSON, and 413 for too much", async () => {
  await using api = await anApi();

  const bad = await told(api.ask(TASKS, { method: "POST", body: "{command}" }));
  const large = await told(
    api.send("POST", TASKS, { command: "x".repeat(1_100_000) }),
  );

  assertEquals(bad.status, 400);
  assertMatch(bad.body.detail, /not JSON at line 1, column 2/);
  assertEquals(large.status, 413);
});

Deno.test("POST /api/v1/tasks answers 422 for variables that nest too deep", async () => {
  await using api = await anApi();
  const body = `{"command":"true","env":{"A":${"[".repeat(5000)}${
    "]".repeat(5000)
  }}}`;

  const { status } = await told(api.ask(TASKS, { method: "POST", body }));

  assertEquals(status, 422);
  assertEquals(api.broken, []);
});

Deno.test("POST /api/v1/tasks queues once under one Idempotency-Key", async () => {
  await using api = await anApi();
  const post = (command: string) =>
    told(api.ask(TASKS, {
      method: "POST",
      body: JSON.stringify({ command }),
      headers: { "idempotency-key": "k" },
    }));

  const first = await post("echo 1");
  const again = await post("echo 1");
  const others = await post("echo 2");

  assertEquals([first.status, again.status], [201, 201]);
  assertEquals(again.body.ids, first.body.ids);
  assertEquals([others.status, others.body.code], [422, "key-reused"]);
  assertEquals(api.scheduler.state.tasks.size, 1);
});

Deno.test("POST /api/v1/tasks draws the same numbers for a retry, and others for another key", async () => {
  await using api = await anApi();
  const post = (key: string) =>
    told(api.ask(TASKS, {
      method: "POST",
      body: '{"command":"echo {rand int 1 1000000000}"}',
      headers: { "idempotency-key": key },
    }));

  const first = await post("k");
  const again = await post("k");
  const other = await post("l");

  assertEquals(again.body.ids, first.body.ids);
  assertEquals(again.body.tasks[0].command, first.body.tasks[0].command);
  assertNotEquals(other.body.ids, first.body.ids);
  assertNotEquals(other.body.tasks[0].command, first.body.tasks[0].command);
});

Deno.test("POST /api/v1/tasks answers 422 for an Idempotency-Key that is none", async () => {
  await using api = await anApi();

  const { status } = await told(api.ask(TASKS, {
    method: "POST",
    body: '{"command":"true"}',
    headers: { "idempotency-key": "k".repeat(256) },
  }));

  assertEquals(status, 422);
});

Deno.test("POST /api/v1/tasks?dry_run=1 tells what would be queued, and queues nothing", async () => {
  await using api = await anApi();

  const { status, body } = await told(api.send("POST", DRY, {
    mode: "multi",
    command: "# two\nant_task_id=a echo {rand int 7 7}\n\necho 2",
    env: { TOKEN: "t" },
  }));

  assertEquals(status, 200);
  assertEquals([body.accepted, body.issues], [true, []]);
  assertEquals(body.tasks[0], {
    id: "a",
    command: "echo 7",
    nGpus: 0,
    tags: [],
    options: {},
    envar: { TOKEN: "********" },
    line: 2,
    lastLine: 2,
    start: {
      startsNow: true,
      atMs: T0,
      gpus: [],
      waits: null,
      isPossible: true,
    },
  });
  assertEquals(body.tasks[1].line, 4);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /api/v1/tasks?dry_run=1 tells all that stands in the way", async () => {
  await using api = await anApi({ state: aState(aTask("old")) });

  const { body } = await told(api.send("POST", DRY, [
    { command: "true", id: "old" },
    { command: "true", id: "new" },
    { command: "true", id: "new" },
    { command: "true", gpus: 3 },
  ]));

  assertEquals(body.accepted, false);
  assertEquals(
    body.issues.map(({ message }: { message: string }) => message).sort(),
    [
      'Cannot queue "new": another task of this submission has that id',
      'Cannot queue "old": a task that is queued has that id',
      "Cannot queue the task: it needs 3 GPUs, this server has 2",
    ],
  );
});

Deno.test("POST /api/v1/tasks never queues for a dry run that is spelt wrong", async () => {
  await using api = await anApi();

  const { status, body } = await told(
    api.send("POST", `${TASKS}?dry-run=1`, { command: "true" }),
  );

  assertEquals(status, 422);
  assertMatch(body.detail, /did you mean "dry_run"/);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /api/v1/tasks answers 503 while nothing can be saved", async () => {
  await using api = await anApi();
  api.journal.failWith = "the disk is full";

  const response = await api.send("POST", TASKS, { command: "true" });

  assert(response.headers.has("retry-after"));
  const { status, body } = await told(Promise.resolve(response));
  assertEquals([status, body.code], [503, "not-durable"]);
  assertMatch(body.detail, /^the disk is full; what was asked is kept/);
  api.journal.failWith = null;
});
