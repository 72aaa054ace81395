import { assertEquals } from "@std/assert";
import { aState, aTask } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

function aTaggedState() {
  return aState(
    aTask("waits", { name: "queued" }, { tags: ["sweep", "nl"], nGpus: 9 }),
    aTask("done", { name: "succeeded" }, { tags: ["sweep"] }),
    aTask("shot", { name: "terminated" }, { tags: [] }),
  );
}

Deno.test("GET /api/v1/tags counts tags by state, the most used first", async () => {
  await using api = await anApi({ state: aTaggedState() });

  const { status, body } = await told(api.ask("/api/v1/tags"));

  assertEquals([status, body.tags], [200, [
    { name: "sweep", count: 2, byState: { queued: 1, succeeded: 1 } },
    { name: "nl", count: 1, byState: { queued: 1 } },
  ]]);
});

Deno.test("GET /api/v1/tasks?tag= lists those with the tag alone", async () => {
  await using api = await anApi({ state: aTaggedState() });
  const listed = async (query: string) =>
    (await told(api.ask(`/api/v1/tasks?${query}`))).body.tasks
      .map(({ id }: { id: string }) => id);

  assertEquals(await listed("tag=sweep"), ["waits", "done"]);
  assertEquals(await listed("tag=sweep&state=succeeded"), ["done"]);
  assertEquals(await listed("tag=swee"), []);
});

Deno.test("tags come in by field, by variable and inline, are edited, restarted and told ANT's way", async () => {
  await using api = await anApi({ gpus: 0 });
  const tagsOf = async (id: string) =>
    (await told(api.ask(`/api/v1/tasks/${id}`))).body.tags;
  const wish = {
    id: "a",
    command: "ant_tags=inline,field true",
    env: { "ant_tags": "variable" },
    tags: ["field"],
  };

  await api.send("POST", "/api/v1/tasks", wish);
  await api.send("POST", "/api/create_task", {
    "queue_mode": "multi",
    command: "ant_task_id=b ant_tags=own true",
    tags: "all, of-them",
  });
  await api.send("POST", "/api/v1/tasks/a/terminate", {});
  await api.send("POST", "/api/v1/tasks/a/restart", {});

  assertEquals(await tagsOf("a"), ["field", "variable", "inline"]);
  assertEquals(await tagsOf("a-restart-1"), ["field", "variable", "inline"]);
  assertEquals(await tagsOf("b"), ["all", "of-them", "own"]);
});
