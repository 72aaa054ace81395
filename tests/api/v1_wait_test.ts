import { assertEquals } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";
import { untilSo } from "../helpers/within.ts";

const aQueue = () =>
  aState(aRunner("now", 0, 1), aTask("next", { name: "queued" }, { nGpus: 1 }));

function waitOf(id: string, query = "timeout=60"): string {
  return `/api/v1/tasks/${id}/wait?${query}`;
}

Deno.test("GET /api/v1/tasks/{id}/wait answers once the task has ended, and not sooner", async () => {
  await using api = await anApi();
  await api.send("POST", "/api/v1/tasks", { command: "true", id: "a" });
  const seen: string[] = [];

  const waiting = told(api.ask(waitOf("a"))).then((answer) => {
    seen.push("answered");
    return answer;
  });
  await api.send("POST", "/api/v1/tasks", { command: "true", id: "b" });
  seen.push("another came");
  api.launcher.exit("a", 3);
  const { status, body } = await waiting;

  assertEquals([status, body.state, body.end.exitCode], [200, "failed", 3]);
  assertEquals(seen, ["another came", "answered"]);
  assertEquals(api.scheduler.feed.readers, 0);
});

Deno.test("GET /api/v1/tasks/{id}/wait?until=started answers once it has started", async () => {
  await using api = await anApi();
  await api.send("POST", "/api/v1/tasks", {
    command: "true",
    id: "a",
    gpus: 2,
  });
  await api.send("POST", "/api/v1/tasks", {
    command: "true",
    id: "b",
    gpus: 1,
  });

  const waiting = told(api.ask(waitOf("b", "until=started&timeout=60")));
  api.launcher.exit("a", 0);

  assertEquals((await waiting).body.state, "running");
});

Deno.test("GET /api/v1/tasks/{id}/wait shows a task as it stands when the time is up", async () => {
  await using api = await anApi({ state: aQueue() });

  const { status, body } = await told(api.ask(waitOf("next", "timeout=0")));

  assertEquals([status, body.state], [200, "queued"]);
  assertEquals(typeof body.waits, "string");
});

Deno.test("GET /api/v1/tasks/{id}/wait answers 404 for a task that is not there, or not any more", async () => {
  await using api = await anApi({ state: aQueue() });

  const never = await told(api.ask(waitOf("nobody")));
  const waiting = told(api.ask(waitOf("next")));
  await api.ask("/api/v1/tasks/next", { method: "DELETE" });

  assertEquals([never.status, (await waiting).status], [404, 404]);
});

Deno.test("GET /api/v1/tasks/{id}/wait ends with the server and with its reader", async () => {
  await using api = await anApi({ state: aQueue() });
  const leave = new AbortController();

  const left = told(api.ask(waitOf("now"), { signal: leave.signal }));
  const waiting = told(api.ask(waitOf("next")));
  leave.abort();
  const { body } = await left;
  assertEquals(body.state, "running");
  api.scheduler.stopTaking();

  assertEquals((await waiting).body.state, "queued");
});

Deno.test("GET /api/v1/tasks/{id}/wait waits for a minute at most", async () => {
  await using api = await anApi({ state: aQueue() });

  const { status, body } = await told(api.ask(waitOf("now", "timeout=61")));

  assertEquals(status, 422);
  assertEquals(body.issues[0].field, "timeout");
});

Deno.test("GET …/why tells what a launch waits for, and such a task can be terminated", async () => {
  await using api = await anApi();
  api.launcher.hanging.add("far");
  await api.send("POST", "/api/v1/tasks", { command: "true", id: "far" });
  const why = () => told(api.ask("/api/v1/tasks/far/why"));
  await untilSo(() => api.scheduler.launches.hangOf("far") !== null, {
    what: "a launch that is known to hang",
  });

  const hangs = await why();
  await told(api.ask("/api/v1/tasks/far/terminate", { method: "POST" }));
  await api.scheduler.launches.idle();
  const after = await why();

  assertEquals(hangs.status, 200);
  assertEquals(hangs.body.reason, {
    kind: "launch",
    problem: "its folder does not answer",
  });
  assertEquals(api.scheduler.state.tasks.get("far")!.state.name, "terminated");
  assertEquals(after.status, 409);
});
