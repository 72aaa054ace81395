import { assertEquals } from "@std/assert";
import { diceFrom } from "../model/submit/dice.ts";
import { previewSubmit } from "../model/submit/parse_submit.ts";
import type { CreateForm } from "./create_form.ts";
import { replaceIn, replacementIn } from "./replacement.ts";

/** What the parsers themselves say of a form. */
function issuesOf({ command, mode, taskId }: CreateForm) {
  let drawn = 0;
  return previewSubmit({
    command,
    queueMode: mode,
    taskId: taskId === "" ? null : taskId,
    nGpus: null,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
  }, {
    dice: diceFrom(() => 0.5, () => `uuid-${drawn++}`),
    nowMs: 0,
    timeZoneOffsetMinutes: 0,
    defaultGpus: 0,
    maxGpus: 0,
  }).issues;
}

/** Mends a form as a person does who clicks each suggestion. */
function mended(form: CreateForm): CreateForm {
  const [issue] = issuesOf(form);
  if (issue === undefined) return form;
  const meant = replacementIn(issue.message);
  const change = meant && replaceIn(form, meant, issue.line ?? 1);
  if (change === null) throw new Error(`Cannot mend: ${issue.message}`);
  return mended({ ...form, ...change });
}

const FORM: CreateForm = {
  mode: "multi",
  taskId: "",
  nGpus: 0,
  command: "",
  tags: "",
  options: {},
};

Deno.test("replaceIn() mends a template and an argument at the line of the issue", () => {
  const command = "# ant_task_id=[uid]\necho [uid]\nant_task_id=a-[uid] true" +
    "\nant_gpus=0 ant_n_gpu=0 true";

  const form = mended({ ...FORM, command: command.replace("ant_gpus=0 ", "") });

  assertEquals(
    form.command,
    "# ant_task_id=[uid]\necho [uid]\nant_task_id=a-[uuid] true" +
      "\nant_n_gpus=0 true",
  );
});

Deno.test("replaceIn() mends a template in the id", () => {
  const form = mended({
    ...FORM,
    mode: "single",
    taskId: "{ dat }-[randin]",
    command: "true",
  });

  assertEquals(form.taskId, "{ date }-[randint:1000:9999]");
});

Deno.test("replacementIn() finds nothing where nothing is near", () => {
  assertEquals(replacementIn("Cannot read the request"), null);
  assertEquals(
    replaceIn({ ...FORM, command: "true" }, { from: "x", to: "y" }, 1),
    null,
  );
});
