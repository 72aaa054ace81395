import { assertEquals } from "@std/assert";
import {
  type CreateForm,
  draftOf,
  readDraft,
  submitBody,
} from "./create_form.ts";

const FORM: CreateForm = {
  mode: "single",
  taskId: " a ",
  nGpus: 2,
  command: "true",
  tags: "x, y",
  options: {},
};

Deno.test("submitBody() sends tags in both modes, id and GPUs in single mode", () => {
  assertEquals(submitBody(FORM, { A: 1 }), {
    "queue_mode": "single",
    command: "true",
    envar: { A: 1 },
    tags: ["x", "y"],
    "task_id": "a",
    "n_gpus": 2,
  });
  assertEquals(submitBody({ ...FORM, mode: "multi", tags: " " }, {}), {
    "queue_mode": "multi",
    command: "true",
    envar: {},
  });
});

Deno.test("submitBody() sends the options that are set", () => {
  const options = { priority: "high", after: "a,b" };

  const body = submitBody({ ...FORM, options }, {});

  assertEquals(body.options, options);
});

Deno.test("draftOf() keeps what is typed, and nothing of an empty form", () => {
  assertEquals(draftOf(FORM), FORM);
  const empty = { ...FORM, taskId: "", command: "\n", tags: "" };
  assertEquals(draftOf(empty), null);
  const held = { ...empty, options: { hold: "true" } };
  assertEquals(draftOf(held), held);
});

Deno.test("readDraft() gives a draft back, with no more GPUs than there are", () => {
  const kept = JSON.parse(JSON.stringify({ ...FORM, savedAtMs: 7 }));

  assertEquals(readDraft(kept, 4), { form: FORM, savedAtMs: 7 });
  assertEquals(readDraft({ ...FORM }, 1), {
    form: { ...FORM, nGpus: 1 },
    savedAtMs: null,
  });
  const { options: _options, ...older } = FORM;
  assertEquals(readDraft(older, 4)?.form, FORM);
  const wrong = { ...FORM, options: { hold: true } };
  for (const other of [null, "x", {}, { ...FORM, mode: "x" }, wrong]) {
    assertEquals(readDraft(other, 4), null);
  }
});
