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

Deno.test("draftOf() keeps what is typed, and nothing of an empty form", () => {
  assertEquals(draftOf(FORM), FORM);
  const empty = { ...FORM, taskId: "", command: "\n", tags: "" };
  assertEquals(draftOf(empty), null);
});

Deno.test("readDraft() gives a draft back, with no more GPUs than there are", () => {
  const kept = JSON.parse(JSON.stringify({ ...FORM, savedAtMs: 7 }));

  assertEquals(readDraft(kept, 4), { form: FORM, savedAtMs: 7 });
  assertEquals(readDraft({ ...FORM }, 1), {
    form: { ...FORM, nGpus: 1 },
    savedAtMs: null,
  });
  for (const other of [null, "x", {}, { ...FORM, mode: "x" }]) {
    assertEquals(readDraft(other, 4), null);
  }
});
