import { assert, assertEquals, assertMatch } from "@std/assert";
import { anApi } from "./an_api.ts";

const SECRET = "hunter2-of-the-lab";

/** Everything that shows the draft or the slots. */
const VIEWS = [
  "/api/get_envar",
  "/api/get_envar_slots",
  "/api/v1/env-draft",
  "/api/v1/env-slots",
  "/create_task",
];

Deno.test("a kept secret goes to the task that asks for it, and to no page", async () => {
  await using api = await anApi();
  const envar = { API_KEY: SECRET, PLAIN: "seen" };
  await api.send("PUT", "/api/v1/env-draft", { envar: { OTHER_KEY: "other" } });
  await api.send("PUT", "/api/v1/env-slots/2", { name: "lab", envar });

  for (const path of VIEWS) {
    const text = await (await api.ask(path)).text();
    assert(!text.includes(SECRET), `${path} shows the secret`);
    assert(path.includes("draft") || !text.includes('"other"'), path);
  }
  const reply = await api.ask("/api/v1/env-slots");
  const shown = (await reply.json()).slots[2].envar;
  assertMatch(shown.API_KEY, /^\*{8}[0-9a-f]{12}$/);
  assertEquals(shown.PLAIN, "seen");
  // As a page does: loads the slot, keeps it as the draft, queues with it.
  await api.send("PUT", "/api/v1/env-draft", { envar: shown });
  await api.send("PUT", "/api/v1/env-slots/3", { envar: shown });
  await api.send("DELETE", "/api/v1/env-slots/2", undefined);
  const body = { command: "true", "task_id": "a", envar: shown };
  assertEquals((await api.send("POST", "/api/create_task", body)).status, 200);

  const { tasks } = api.scheduler.state;
  assertEquals(tasks.get("a")!.spec.envar, envar);
  assertEquals(api.web.slots.slots[3]!.envar, envar);
});

Deno.test("a masked value that leads to nothing is an issue, and nothing is queued", async () => {
  await using api = await anApi();
  const body = {
    command: "true",
    envar: { API_KEY: "********", B_TOKEN: "********0123456789ab" },
  };

  const reply = await api.send("POST", "/api/create_task", body);

  assertEquals(reply.status, 400);
  const { message } = await reply.json();
  assertEquals(message.length, 2);
  assertMatch(message[0], /"API_KEY".*type it anew/);
  assertEquals(api.scheduler.state.tasks.size, 0);
});
