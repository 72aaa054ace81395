import { assertEquals } from "@std/assert";
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
