import { assertEquals } from "@std/assert";
import { antLines } from "./same_as.ts";

const FORM = {
  mode: "single",
  taskId: "a-[uuid8]",
  nGpus: 2,
  command: "",
  tags: "x",
  options: {},
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

Deno.test("antLines() carries options, in quotes where they hold blanks", () => {
  const options = { priority: "high", after: "a, b", atMost: "4" };
  const form = { ...FORM, mode: "multi", tags: "", options } as const;

  assertEquals(
    antLines(form, {}, ["run {sweep lr 1 2}"]),
    'ant_priority=high ant_after="a, b" ant_at_most=4 run {sweep lr 1 2}',
  );
});
