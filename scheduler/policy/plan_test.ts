import { assert, assertEquals } from "@std/assert";
import { PLAIN_DRAIN } from "../model/drain.ts";
import type { GpuSample, Standing } from "../model/gpu.ts";
import type { TaskOptions } from "../model/task_options.ts";
import type { SchedulerState } from "../model/state.ts";
import {
  aGpu,
  aReading,
  aRunner,
  aState,
  aTask,
  T0,
} from "../../tests/helpers/builders.ts";
import { offersOf } from "../../tests/helpers/offers.ts";
import { plan } from "./plan.ts";
import { standings } from "./standing.ts";

const NO_LIMIT = { maxCpuTasks: null };
const RULES = {
  policy: "fifo",
  learns: false,
  fairHalfLifeMs: 0,
  killGraceMs: 0,
} as const;
const FREE: Standing = { name: "free" };

function placed(
  state: SchedulerState,
  gpus: readonly number[],
  bounds: { maxCpuTasks: number | null } = NO_LIMIT,
) {
  return placedOn(state, gpus.map((index) => aGpu(index)), bounds);
}

function placedOn(
  state: SchedulerState,
  gpus: readonly GpuSample[],
  bounds: { maxCpuTasks: number | null } = NO_LIMIT,
) {
  const offers = offersOf(state, gpus);
  return plan(state, offers, { ...RULES, ...bounds }, T0)
    .map(({ id, gpus }) => [id, ...gpus.map(({ gpu }) => gpu)]);
}

Deno.test("plan() lets a wide task hold back the narrow ones behind it", () => {
  const state = aState(
    aRunner("running", 0),
    aTask("wide", { name: "queued" }, { nGpus: 2 }),
    aTask("narrow", { name: "queued" }, { nGpus: 1 }),
    aTask("cpu", { name: "queued" }, { nGpus: 0 }),
  );

  assertEquals(placed(state, [0, 1]), [["cpu"]]);
});

Deno.test("plan() gives the lowest places of the selection, by physical index", () => {
  const state = aState(
    aTask("a", { name: "queued" }, { nGpus: 1 }),
    aTask("b", { name: "queued" }, { nGpus: 2 }),
  );

  assertEquals(placed(state, [5, 3, 7]), [["a", 5], ["b", 3, 7]]);
});

Deno.test("plan() passes over all that want too many at once", () => {
  const wide = Array.from(
    { length: 1_000 },
    (_, at) =>
      aTask(`wide${at}`, { name: "queued" }, {
        nGpus: 2,
        options: { gpuIds: [1] },
      }),
  );
  const narrow = aTask("narrow", { name: "queued" }, {
    nGpus: 1,
    options: { gpuIds: [1] },
  });
  const state = aState(...wide, narrow);
  let looks = 0;
  const get = state.tasks.get.bind(state.tasks);
  state.tasks.get = (id) => (looks++, get(id));

  assertEquals(placed(state, [0, 1]), [["narrow", 1]]);
  assert(looks < 20, `${looks} looks at tasks`);
});

Deno.test("plan() passes over a task that wants more GPUs than were selected", () => {
  const state = aState(
    aTask("never", { name: "queued" }, { nGpus: 3 }),
    aTask("now", { name: "queued" }, { nGpus: 1 }),
  );

  assertEquals(placed(state, [0, 1]), [["now", 0]]);
});

for (const policy of ["fifo", "backfill"] as const) {
  Deno.test(`plan() looks at one of many that want a kind of GPU which is not there: ${policy}`, () => {
    const options = { gpuTypes: ["none-such"] };
    const never = Array.from(
      { length: 100 },
      (_, at) => aTask(`n${at}`, { name: "queued" }, { nGpus: 1, options }),
    );
    const state = aState(...never, aTask("now", undefined, { nGpus: 1 }));
    const looks: string[] = [];
    const get = state.tasks.get.bind(state.tasks);
    state.tasks.get = (id) => (looks.push(id), get(id));
    const gpu = { standing: FREE, sample: aGpu(0) };
    const bounds = { ...RULES, ...NO_LIMIT, policy };

    const [start] = plan(state, new Map([[0, gpu]]), bounds, T0);

    assertEquals(start?.id, "now");
    assert(new Set(looks).size < 5, `${new Set(looks).size} tasks`);
  });
}

Deno.test("plan() keeps within each task's own budget, though others of its submitter have another", () => {
  const wants = (id: string, gpus: number) => {
    const spec = { nGpus: 1, budget: { of: "bot", gpus } };
    return aTask(id, undefined, spec, { submitter: "bot" });
  };
  const runs = { ...aRunner("runs", 0), submitter: "bot" };
  const state = aState(runs, wants("old", 1), wants("a", 2), wants("b", 2));

  assertEquals(placed(state, [0, 1, 2]), [["a", 1]]);
});

Deno.test("plan() starts no more tasks without GPUs than the config allows", () => {
  const state = aState(aRunner("r"), aTask("a"), aTask("b"), aTask("c"));

  assertEquals(placed(state, [], { maxCpuTasks: 2 }), [["a"]]);
  assertEquals(placed(state, []), [["a"], ["b"], ["c"]]);
});

Deno.test("standings() uses no GPU that is held, switched off, unread, old, troubled or busy", () => {
  const state = aState(aRunner("r", 0));
  state.drains.set(1, PLAIN_DRAIN);
  const selection = [0, 1, 2, 3, 4, 5, 6];
  const reading = aReading(
    aGpu(0),
    aGpu(1),
    aGpu(3, { problem: "GPU is lost" }),
    aGpu(4, { sampledAtMs: T0 - 11_000 }),
    aGpu(5),
    aGpu(6),
  );
  const busy = new Map([[5, "used by outsiders"]]);

  const found = standings(state, { selection, reading, busy }, T0);

  assertEquals([...found.values()], [
    { name: "held", by: ["r"], roomMiB: 0 },
    { name: "disabled" },
    { name: "unknown", reason: "not reported" },
    { name: "unknown", reason: "GPU is lost" },
    { name: "unknown", reason: "last read 11 s ago" },
    { name: "busy", reason: "used by outsiders" },
    FREE,
  ]);
});

Deno.test("standings() calls every GPU unknown before the first reading and when the driver fails", () => {
  const none = { selection: [0], reading: null, busy: new Map() };
  const reading = { gpus: [aGpu(0)], problem: "no driver", sampledAtMs: T0 };

  assertEquals(standings(aState(), none, T0).get(0)!.name, "unknown");
  assertEquals(
    standings(aState(), { ...none, reading }, T0).get(0),
    { name: "unknown", reason: "no driver" },
  );
});

const wish = (nGpus: number, options: TaskOptions) => ({ nGpus, options });
const QUEUED = { name: "queued" } as const;

Deno.test("plan() gives exactly the GPUs that a task names", () => {
  const state = aState(aTask("x", QUEUED, wish(2, { gpuIds: [1, 3] })));

  assertEquals(placed(state, [0, 1, 2, 3]), [["x", 1, 3]]);
});

Deno.test("plan() keeps what a waiting task could use, and gives away the rest", () => {
  const state = aState(
    aRunner("runs", 1),
    aTask("waits", QUEUED, wish(2, { gpuIds: [0, 1] })),
    aTask("same", QUEUED, wish(1, { gpuIds: [0] })),
    aTask("other", QUEUED, wish(1, {})),
  );

  assertEquals(placed(state, [0, 1, 2]), [["other", 2]]);
});

Deno.test("plan() asks for a name only what has one that holds the word", () => {
  const state = aState(
    aTask("h100", QUEUED, wish(1, { gpuTypes: ["h100", "a100"] })),
    aTask("none", QUEUED, wish(1, { gpuTypes: ["tpu"] })),
    aTask("any", QUEUED, wish(1, {})),
  );
  const gpus = [
    aGpu(0, { name: "NVIDIA GeForce RTX 4090" }),
    aGpu(1, { name: "NVIDIA H100 80GB HBM3" }),
  ];

  assertEquals(placedOn(state, gpus), [["h100", 1], ["any", 0]]);
});

Deno.test("plan() takes the fullest GPUs that have the memory free", () => {
  const state = aState(
    aTask("small", QUEUED, wish(1, { gpuMemMiB: 10_000 })),
    aTask("large", QUEUED, wish(1, { gpuMemMiB: 60_000 })),
    aTask("huge", QUEUED, wish(1, { gpuMemMiB: 70_000 })),
  );
  const gpus = [0, 40_000, 75_000, null].map((memoryUsedMiB, index) =>
    aGpu(index, { memoryTotalMiB: 80_000, memoryUsedMiB })
  );

  assertEquals(placedOn(state, gpus), [["small", 1], ["large", 0]]);
});

Deno.test("plan() runs no more tasks with a tag than they allow", () => {
  const limit = { options: { atMost: { count: 2, tag: "lr" } }, tags: ["lr"] };
  const state = aState(
    aTask("runs", { name: "running", gpus: [], identity: "1" }, {
      tags: ["lr"],
    }),
    aTask("a", QUEUED, { ...limit, nGpus: 1 }),
    aTask("b", QUEUED, { ...limit, nGpus: 1 }),
    aTask("c", QUEUED, limit),
    aTask("other", QUEUED, { nGpus: 1 }),
  );

  assertEquals(placed(state, [0, 1, 2]), [["a", 0], ["other", 1]]);
});

Deno.test("plan() counts what it has just placed towards a limit", () => {
  const options = { atMost: { count: 1, tag: "lr" } };
  const state = aState(
    aTask("free", QUEUED, { tags: ["lr"] }),
    aTask("bound", QUEUED, { tags: ["lr"], options }),
  );

  assertEquals(placed(state, []), [["free"]]);
});
