import { assertEquals } from "@std/assert";
import { aState, aTask } from "../../../tests/helpers/builders.ts";
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

Deno.test("listTasks() finds what one person has submitted by @ and their name", () => {
  const tasks = [aTask("a", { name: "queued" }, {}, { submitter: "Bob" })];
  tasks.push(aTask("b", { name: "queued" }, {}, { submitter: "bobby" }));
  tasks.push(aTask("c", { name: "queued" }, { command: "mail @bob" }));
  const ids = (q: string) =>
    listTasks(aState(...tasks), TasksQuery.parse({ q }), 0).tasks
      .map(({ id }) => id);

  assertEquals([ids("@bob"), ids("@"), ids("@bobb")], [["a"], ["c"], []]);
  assertEquals([ids("mail"), ids("bobby")], [["c"], ["b"]]);
});
