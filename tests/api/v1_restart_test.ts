import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { aState, aTask } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

Deno.test("POST …/restart queues a copy with what the body changes, and no hold", async () => {
  const state = aState(
    aTask("old", { name: "succeeded" }, {
      command: "echo {lr}",
      options: { hold: true, retries: 1 },
      envar: { A: "1" },
    }),
  );
  await using api = await anApi({ state });
  const path = "/api/v1/tasks/old/restart";

  const copy = await told(api.send("POST", path, {
    command: "echo two",
    options: { hold: "true" },
  }));
  const named = await told(api.send("POST", path, { id: "new" }));
  const same = await told(api.ask(path, { method: "POST" }));
  const bad = await told(api.send("POST", path, { colour: 1 }));

  assertEquals(copy.status, 201);
  const { command, options, envar } = copy.body;
  assertEquals([command, envar], ["echo two", { A: "1" }]);
  assertEquals(options, { hold: "true", retries: "1" });
  assertEquals([named.body.id, named.body.command], ["new", "echo {lr}"]);
  assertEquals(named.body.options, { retries: "1" });
  assertEquals([same.status, bad.status], [201, 422]);
});

Deno.test("POST …/restart?dependants=true takes those along that failed with it, changed or not, and a page offers it", async () => {
  await using api = await anApi();
  await api.send("POST", "/api/v1/tasks", [
    { id: "a", command: "one", options: { hold: true } },
    { id: "b", command: "two", options: { after: "a" } },
  ]);
  await told(api.ask("/api/v1/tasks/a/terminate", { method: "POST" }));
  const path = "/api/v1/tasks/a/restart?dependants=true";

  const same = await told(api.ask(path, { method: "POST" }));
  const changed = await told(api.send("POST", path, { command: "three" }));
  const page = await (await api.ask("/logs?task_id=a")).text();
  const form = await api.ask("/logs?task_id=a", {
    method: "POST",
    body: new URLSearchParams({ action: "restart-all", id: "a" }),
  });
  await form.body?.cancel();

  assertEquals([same.status, same.body.id], [201, "a-restart-1"]);
  assertEquals(same.body.dependants, [{ id: "b", newId: "b-restart-1" }]);
  const { id, command, dependants } = changed.body;
  assertEquals([id, command], ["a-restart-2", "three"]);
  assertEquals(dependants, [{ id: "b", newId: "b-restart-2" }]);
  assertStringIncludes(page, 'value="restart-all"');
  assertEquals(form.status, 303);
  assertMatch(form.headers.get("location")!, /done=restart-all/);
  const last = await told(api.ask("/api/v1/tasks/b-restart-3"));
  assertEquals(last.body.pending, ["a-restart-3"]);
});
