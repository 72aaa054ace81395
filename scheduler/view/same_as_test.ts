import { assertEquals } from "@std/assert";
import { antLines } from "./same_as.ts";

const FORM = {
  mode: "single",
  taskId: "a-[uuid8]",
  nGpus: 2,
  command: "",
  tags: "x",
} as const;

Deno.test("antLines() says in Single mode what the fields say", () => {
  assertEquals(
    antLines(FORM, { A: 1 }, ["run"]),
    'ant_task_id="a-[uuid8]" ant_n_gpus=2 ant_tags=x ant_envar={"A":1} run',
  );
});

Deno.test("antLines() leaves names and GPUs to the commands in Multi mode", () => {
  assertEquals(
    antLines({ ...FORM, mode: "multi" }, {}, ["ant_n_gpus=1 a", "b"]),
    "ant_tags=x ant_n_gpus=1 a\nant_tags=x b",
  );
});
