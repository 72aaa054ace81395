import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { aTask } from "../../tests/helpers/builders.ts";
import { sectionOf } from "../model/recovery.ts";
import type { Task } from "../model/task.ts";
import { plainTask } from "./plain_task.ts";
import { decodeShape, decodeTask, encodeTask } from "./task_codec.ts";
import type { JsonRecord } from "./task_shape.ts";

/** Where a task of this kind stands. */
function placeOf(task: Task) {
  return { section: sectionOf(task), index: 0, savedAtMs: 5 };
}

/** An ended task as most of them are, in the words of the recovery file. */
const usual = fc.record({
  state: fc.constantFrom(
    { name: "succeeded" } as const,
    { name: "terminated" } as const,
    { name: "lost" } as const,
    { name: "failed", failure: { kind: "exit", code: 3 } } as const,
  ),
  lastGpus: fc.option(fc.array(fc.nat(7))),
  logFile: fc.option(fc.string()),
  startedAtMs: fc.option(fc.nat()),
  endedAtMs: fc.option(fc.nat()),
  turn: fc.double({ noNaN: true, noDefaultInfinity: true }),
  attempt: fc.nat(),
  envar: fc.dictionary(fc.string(), fc.string()),
  runnerEnvar: fc.dictionary(fc.string(), fc.string()),
  tags: fc.array(fc.string()),
  nGpus: fc.nat(),
}).map((
  { state, envar, runnerEnvar, tags, nGpus, ...more },
) => aTask("a", state, { envar, runnerEnvar, tags, nGpus }, more));

function saved(task: Task): JsonRecord {
  return JSON.parse(JSON.stringify(encodeTask(task, { place: 7 })));
}

Deno.test("plainTask() reads every usual task, and as its shape does", () => {
  fc.assert(fc.property(usual, (task) => {
    const raw = saved(task);

    const plain = plainTask(raw);

    assertEquals(plain, decodeShape(raw, placeOf(task)));
    assertEquals(plain?.task.id, "a");
  }));
});

Deno.test("plainTask() leaves to its shape whatever is odd", () => {
  const paths = fc.constantFrom(
    ...["_start_time", "_stop_time", "command", "envar", "gpu_ids", "task_id"],
    ...["log_file_name", "n_gpus", "runner_envar", "terminated", "ant"],
    ...["ant.attempt", "ant.place", "ant.sinceMs", "ant.state", "ant.tags"],
    ...["ant.submittedAtMs", "ant.turn", "ant.runnerEnvar", "ant.submitter"],
    ...["ant.options", "ant.earlier", "ant.pending", "ant.approval"],
    ...["ant.notBeforeMs", "ant.defaults", "ant.budget", "ant.new"],
  );
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(undefined, Infinity, -1, 0.5, "", [], {}, [-1], ["a"]),
    fc.constantFrom<unknown>({ name: "queued" }, { name: "failed" }),
    fc.constant({ name: "failed", failure: { kind: "exit", code: 0.5 } }),
    fc.constant({
      name: "terminated",
      declined: { by: "ann", reason: "too wide" },
    }),
  );
  fc.assert(
    fc.property(usual, paths, odd, (task, path, value) => {
      const raw = saved(task) as { ant: Record<string, unknown> };
      const [first, second] = path.split(".");
      if (second === undefined) Object.assign(raw, { [first!]: value });
      else raw.ant[second] = value;

      const at = placeOf(task);
      assertEquals(decodeTask(raw, at), decodeShape(raw, at));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("plainTask() loses nothing of who declined a task, and why", () => {
  const declined = { by: "ann", reason: "too wide" };
  const task = aTask("a", { name: "terminated", declined });

  const decoded = decodeTask(saved(task), placeOf(task));

  assertEquals(decoded?.task.state, { name: "terminated", declined });
});
