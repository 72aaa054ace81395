import { assertEquals } from "@std/assert";
import { aQueuedView } from "../../tests/helpers/views.ts";
import { changeOf, editFormOf, readEditForm } from "./queue_edit.ts";

const TASK = aQueuedView("a", {
  command: "one \\\ntwo",
  nGpus: 1,
  tags: ["x", "y"],
  envar: { API_KEY: "********", LEVEL: 1 },
});

Deno.test("changeOf() finds no change in a form as it was shown", () => {
  const { change, problems } = changeOf(editFormOf(TASK), TASK);

  assertEquals([change, problems], [{}, []]);
});

Deno.test("changeOf() names all that is different, and only that", () => {
  const form = { ...editFormOf(TASK), nGpus: 2, tags: "#z x" };

  assertEquals(changeOf(form, TASK).change, { gpus: 2, tags: ["z", "x"] });
});

Deno.test("changeOf() sends masks back beside a changed variable", () => {
  const form = { ...editFormOf(TASK), envText: "API_KEY=********\nLEVEL=2" };

  const { change } = changeOf(form, TASK);

  assertEquals(change, { env: { API_KEY: "********", LEVEL: 2 } });
});

Deno.test("changeOf() tells of lines that are no variables", () => {
  const form = { ...editFormOf(TASK), envText: "A=1\nB" };

  const { problems } = changeOf(form, TASK);

  assertEquals(problems, [
    'Environment, line 2: Needs a "=" between name and value',
  ]);
});

Deno.test("readEditForm() takes the line ends of forms for what they were", () => {
  const fields = new FormData();
  fields.set("command", "one \\\r\ntwo");
  fields.set("n_gpus", "3");

  const form = readEditForm(fields, TASK);

  assertEquals(changeOf(form, TASK).change, { gpus: 3 });
});

Deno.test("changeOf() sends the options that changed, and null for one taken away", () => {
  const options = { priority: "high", after: "a", timeout: "1h" };
  const task = { ...TASK, options };
  const fields = new FormData();
  fields.set("option.priority", "");
  fields.set("option.after", "a,b");
  fields.set("option.hold", "true");

  const form = readEditForm(fields, task);

  assertEquals(form.options.timeout, "1h");
  assertEquals(changeOf(form, task).change, {
    options: { priority: null, after: "a,b", hold: "true" },
  });
});
