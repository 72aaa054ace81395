import { assertEquals } from "@std/assert";
import { aLongPast } from "../../../tests/helpers/long_history.ts";
import { TasksQuery } from "../request/queries.ts";
import { listTasks } from "./task_list.ts";

Deno.test("listTasks() by states at work or queued looks at nothing that has ended", () => {
  const state = aLongPast({ ended: 5, queued: 3 });
  let looks = 0;
  for (const id of state.ended) {
    Object.defineProperty(state.tasks.get(id)!, "state", {
      get: () => (looks++, { name: "succeeded" }),
    });
  }
  const list = (text: string) =>
    listTasks(state, TasksQuery.parse({ state: text.split(",") }), 0);

  const waiting = list("queued,running");
  const looksForThese = looks;
  const ended = list("succeeded");

  assertEquals([waiting.tasks.length, waiting.total], [3, 3]);
  assertEquals(looksForThese, 0);
  assertEquals([ended.tasks.length, ended.total], [5, 5]);
});
