import { assertEquals } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

/** An API with two ended tasks, one at work, and two that wait. */
function anApiOfMany(): Promise<Api> {
  const wide = { nGpus: 2 };
  return anApi({
    state: aState(
      aTask("old", { name: "succeeded" }),
      aTask("older", { name: "lost" }),
      aRunner("busy", 0),
      aTask("next", { name: "queued" }, wide),
      aTask("last", { name: "queued" }, wide),
    ),
  });
}

async function bulk(api: Api, action: string, ids: readonly string[]) {
  const asked = api.send("POST", "/api/v1/tasks/bulk", { action, ids });
  const { status, body } = await told(asked);
  assertEquals(status, 200);
  return body;
}

/** What the endpoint of one task says of it. */
async function single(api: Api, method: string, path: string) {
  const { body } = await told(api.ask(`/api/v1/tasks/${path}`, { method }));
  return { problem: body.detail, code: body.code };
}

Deno.test("POST …/bulk restarts many, and tells the copies' ids", async () => {
  await using api = await anApiOfMany();

  const answer = await bulk(api, "restart", ["old", "nobody", "older", "old"]);

  assertEquals(answer, {
    done: [
      { id: "old", newId: "old-restart-1" },
      { id: "older", newId: "older-restart-1" },
    ],
    failed: [{
      id: "nobody",
      problem: 'Cannot find task "nobody"',
      code: "unknown-task",
    }],
  });
});

Deno.test("POST …/bulk restarts with dependants each task once, all or none", async () => {
  await using api = await anApi();
  await api.send("POST", "/api/v1/tasks", [
    { id: "a", command: "one", options: { hold: true } },
    { id: "b", command: "two", options: { after: "a" } },
  ]);
  await told(api.ask("/api/v1/tasks/a/terminate", { method: "POST" }));
  const restart = async (...ids: readonly string[]) => {
    const wish = { action: "restart", ids, dependants: true };
    return (await told(api.send("POST", "/api/v1/tasks/bulk", wish))).body;
  };

  const all = await restart("b", "a");
  const none = await restart("a", "nobody");
  const strange = await told(api.send("POST", "/api/v1/tasks/bulk", {
    ...{ action: "hold", ids: ["a"], dependants: true },
  }));
  const form = await api.ask("/completed_task", {
    method: "POST",
    body: new URLSearchParams([
      ...[["action", "restart-all"], ["id", "b"], ["id", "a"]],
    ]),
  });
  await form.body?.cancel();

  assertEquals(all.done, [
    { id: "a", newId: "a-restart-1" },
    { id: "b", newId: "b-restart-1" },
  ]);
  assertEquals(none.done, []);
  assertEquals(
    none.failed.map(({ id, code }: { id: string; code: string }) => [id, code]),
    [["a", "unknown-task"], ["nobody", "unknown-task"]],
  );
  assertEquals(strange.status, 422);
  assertEquals(form.status, 303);
  assertEquals(
    [...api.scheduler.state.tasks.keys()].sort(),
    ["a", "b"].flatMap((id) => [id, `${id}-restart-1`, `${id}-restart-2`]),
  );
});

for (
  const [action, method, path] of [
    ["forget", "DELETE", ""],
    ["hide", "POST", "/hide"],
    ["hold", "POST", "/hold"],
    ["release", "POST", "/release"],
    ["promote", "POST", "/promote"],
    ["restart", "POST", "/restart"],
    ["terminate", "POST", "/terminate"],
  ] as const
) {
  Deno.test(`POST …/bulk turns ${action} down in the words of a single task's endpoint`, async () => {
    await using api = await anApiOfMany();
    const wrong = {
      forget: "busy",
      hide: "busy",
      hold: "busy",
      release: "old",
      promote: "old",
      restart: "next",
      terminate: "old",
    }[action];

    const { done, failed } = await bulk(api, action, [wrong, "nobody"]);

    assertEquals(done, []);
    assertEquals(failed, [
      { id: wrong, ...await single(api, method, wrong + path) },
      { id: "nobody", ...await single(api, method, `nobody${path}`) },
    ]);
  });
}

Deno.test("POST …/bulk holds many and releases them, either way twice", async () => {
  await using api = await anApiOfMany();
  const options = async () => {
    const shown = [
      api.ask("/api/v1/tasks/next"),
      api.ask("/api/v1/tasks/last"),
    ];
    return (await Promise.all(shown.map(told))).map(({ body }) => body.options);
  };
  const both = { done: [{ id: "next" }, { id: "last" }], failed: [] };

  assertEquals(await bulk(api, "hold", ["next", "last"]), both);
  assertEquals(await bulk(api, "hold", ["next", "last"]), both);
  assertEquals(await options(), [{ hold: "true" }, { hold: "true" }]);
  assertEquals(await bulk(api, "release", ["next", "last"]), both);
  assertEquals(await options(), [{}, {}]);
});

Deno.test("POST …/bulk puts many at the head of the queue, in the order of the request", async () => {
  await using api = await anApiOfMany();
  await api.send("POST", "/api/v1/tasks", {
    command: "true",
    id: "z",
    gpus: 2,
  });

  const { done } = await bulk(api, "promote", ["last", "z"]);
  const { body } = await told(api.ask("/api/v1/tasks?state=queued"));

  assertEquals(done, [{ id: "last" }, { id: "z" }]);
  const inTurn = body.tasks.map(({ id }: { id: string }) => id);
  assertEquals(inTurn, ["last", "z", "next"]);
});

Deno.test("POST …/bulk terminates and hides each of many", async () => {
  await using api = await anApiOfMany();

  const stopped = await bulk(api, "terminate", ["busy", "next"]);
  const hidden = await bulk(api, "hide", ["old", "older"]);

  assertEquals(stopped.done, [{ id: "busy" }, { id: "next" }]);
  assertEquals(hidden.done, [{ id: "old" }, { id: "older" }]);
  assertEquals(await api.scheduler.find("old"), null);
  const busy = await api.scheduler.find("busy");
  assertEquals(busy?.state.name, "stopping");
});

Deno.test("POST …/bulk keeps what it removed for a moment, to put back", async () => {
  await using api = await anApiOfMany();

  await bulk(api, "forget", ["old", "older", "busy"]);
  await bulk(api, "unqueue", ["next", "old"]);

  const method = "POST";
  for (const id of ["old", "older", "next"]) {
    const path = `/api/v1/tasks/${id}/put-back`;
    assertEquals((await told(api.ask(path, { method }))).status, 200, id);
  }
  assertEquals(api.web.removed.find("busy"), null);
});

Deno.test("POST …/bulk forgets 10,000 tasks in one walk, which saves once", async () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `task-${at}`);
  const tasks = ids.map((id) => aTask(id, { name: "succeeded" }));
  await using api = await anApi({ state: aState(...tasks) });

  const { done } = await bulk(api, "forget", ids);

  assertEquals([done.length, api.scheduler.state.tasks.size], [10_000, 0]);
  assertEquals(api.journal.lines.map((events) => events.length), [10_000]);
});

Deno.test("POST …/bulk answers 422 for an action or a number of ids that it does not take", async () => {
  await using api = await anApi();
  const status = async (body: unknown) =>
    (await told(api.send("POST", "/api/v1/tasks/bulk", body))).status;

  assertEquals(await status({ action: "burn", ids: ["a"] }), 422);
  assertEquals(await status({ action: "hide", ids: [] }), 422);
  assertEquals(
    await status({ action: "hide", ids: Array(10_001).fill("a") }),
    422,
  );
});
