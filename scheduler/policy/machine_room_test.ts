import { assertEquals } from "@std/assert";
import { aGpu, aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import type { SchedulerState } from "../model/state.ts";
import type { PolicyName } from "../model/policy_name.ts";
import type { TaskOptions } from "../model/task_options.ts";
import type { Capacity } from "./machine_room.ts";
import { plan } from "./plan.ts";

const MACHINE = { cpus: 8, memoryMiB: 16_000 };
const RULES = {
  maxCpuTasks: null,
  learns: false,
  fairHalfLifeMs: 0,
  killGraceMs: 0,
};
const QUEUED = { name: "queued" } as const;

/** What starts on a machine, with so many free GPUs. */
function starts(
  state: SchedulerState,
  { gpus = 0, capacity = MACHINE as Capacity, policy = "fifo" as PolicyName } =
    {},
) {
  const offers = new Map(
    Array.from({ length: gpus }, (_, index) => [
      index,
      { standing: { name: "free" as const }, sample: aGpu(index) },
    ]),
  );
  return plan(state, offers, { ...RULES, policy, capacity }, T0).map(({ id }) =>
    id
  );
}

function wants(id: string, options: TaskOptions, nGpus = 0) {
  return aTask(id, QUEUED, { nGpus, options });
}

function runs(id: string, options: TaskOptions) {
  return aTask(id, { name: "running", gpus: [], identity: id }, { options });
}

Deno.test("plan() starts no more than the machine has cores and memory for", () => {
  const state = aState(
    runs("r", { cpus: 3 }),
    wants("a", { cpus: 2.5, memoryMiB: 10_000 }),
    wants("b", { cpus: 2.5, memoryMiB: 6_000 }),
    wants("c", { cpus: 0.01 }),
    wants("d", {}),
  );

  assertEquals(starts(state), ["a", "b", "d"]);
});

Deno.test("plan() keeps what a task claims that waits for it", () => {
  const state = aState(
    runs("r", { cpus: 4 }),
    wants("large", { cpus: 6 }),
    wants("small", { cpus: 1 }),
    wants("other", { memoryMiB: 1_000 }),
  );

  assertEquals(starts(state), ["other"]);
});

Deno.test("plan() keeps the GPU of one that waits for cores, and no other", () => {
  const state = aState(
    runs("r", { cpus: 4 }),
    wants("large", { cpus: 6 }, 1),
    wants("small", {}, 1),
    wants("late", {}, 1),
  );

  assertEquals(starts(state, { gpus: 2 }), ["small"]);
  const policy = "backfill";
  assertEquals(starts(state, { gpus: 2, policy }), ["small"]);
});

Deno.test("plan() keeps free GPUs for a wide one that waits for cores and GPUs", () => {
  const state = aState(
    wants("first", { cpus: 4 }, 1),
    wants("wide", { cpus: 6 }, 2),
    wants("small", {}, 1),
  );

  for (const policy of ["fifo", "backfill"] as const) {
    assertEquals(starts(state, { gpus: 2, policy }), ["first"], policy);
  }
});

Deno.test("plan() grants claims in turn between tasks with GPUs and without", () => {
  const gpu = (id: string) => wants(id, { cpus: 8 }, 1);
  const cpu = (id: string) => wants(id, { cpus: 8 });

  assertEquals(starts(aState(cpu("c"), gpu("g")), { gpus: 1 }), ["c"]);
  assertEquals(starts(aState(gpu("g"), cpu("c")), { gpus: 1 }), ["g"]);
});

Deno.test("plan() keeps no cores for one that waits for a GPU", () => {
  const state = aState(wants("gpu", { cpus: 6 }, 1), wants("cpu", { cpus: 6 }));

  assertEquals(starts(state), ["cpu"]);
});

Deno.test("plan() passes over what the machine will never have", () => {
  const state = aState(wants("never", { cpus: 9 }), wants("now", { cpus: 8 }));

  assertEquals(starts(state), ["now"]);
});

Deno.test("plan() grants no claim while the machine has not been looked at", () => {
  const state = aState(wants("claims", { cpus: 1 }), wants("plain", {}));
  const capacity = { cpus: null, memoryMiB: null };

  assertEquals(starts(state, { capacity }), ["plain"]);
});

Deno.test("plan() adds hundredths of cores without losing one", () => {
  const tenths = Array.from(
    { length: 80 },
    (_, place) => wants(`t${place}`, { cpus: 0.1 }),
  );

  assertEquals(starts(aState(...tenths)).length, 80);
});
