import { assertEquals } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
} from "../../tests/helpers/views.ts";
import type { GpuView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { explainWaiting } from "./wait_obstacles.ts";
import { orderOf } from "./wait_reason.ts";
import { waitReason, waitSentence } from "./wait_words.ts";
import { waysOut } from "./ways_out.ts";

function tell(
  task: TaskView,
  gpus: readonly GpuView[] = [],
  before: readonly TaskView[] = [],
) {
  const board = aBoardView({ queued: [...before, task], gpus });
  const reason = explainWaiting(board, task);
  return {
    kind: reason.kind,
    short: waitReason(board, task),
    long: waitSentence(reason, T0),
    ways: waysOut(board, task, reason),
  };
}

const wants = (nGpus: number, options: TaskView["options"] = {}) =>
  aQueuedView("x", { nGpus, options });
const held = (index: number, by: string) =>
  aGpuView(index, { status: "held", heldBy: [by] });

Deno.test("whyWaiting() names every GPU that stands in the way", () => {
  const outsiders = [
    { pid: 4121, user: "alice", command: "python", memoryUsedMiB: 900 },
  ];
  const { short, long, ways } = tell(wants(4), [
    aGpuView(0),
    held(1, "a"),
    aGpuView(2, { status: "disabled", enabled: false }),
    aGpuView(3, { status: "busy", outsiders }),
  ]);

  assertEquals(short, "needs 4 GPUs, 1 free");
  assertEquals(
    long,
    "Needs 4 GPUs, 1 free; GPU 1 is held by a; GPU 2 is switched off; " +
      "GPU 3 is used by pid 4121 alice python",
  );
  assertEquals(ways, ["ask for 1 GPU"]);
});

Deno.test("whyWaiting() tells whose end would be enough", () => {
  const { ways } = tell(wants(2), [
    aGpuView(0),
    held(1, "a"),
    held(2, "b"),
    held(3, "b"),
  ]);

  assertEquals(ways, ["ask for 1 GPU", "the end of a", "the end of b"]);
});

Deno.test("whyWaiting() counts only the GPUs that a task may use", () => {
  const gpus = [
    aGpuView(0, { name: "NVIDIA A100" }),
    aGpuView(1, { name: "NVIDIA H100", status: "held", heldBy: ["a"] }),
  ];

  assertEquals(
    tell(wants(1, { gpuType: "h100" }), gpus).short,
    "needs 1 GPU, 0 free",
  );
  assertEquals(
    tell(wants(1, { gpuIds: "7" }), gpus).short,
    "can not start: needs 1 GPU, 0 can be used",
  );
});

Deno.test("whyWaiting() tells of a GPU with too little free memory", () => {
  const gpu = aGpuView(0, { memoryTotalMiB: 81_920, memoryUsedMiB: 40_960 });

  const { long } = tell(wants(1, { gpuMem: "60GiB" }), [gpu]);

  assertEquals(long, "Needs 1 GPU, 0 free; GPU 0 has 40 GB free");
});

/** A GPU with 80 GB, and tasks that hold shares of it. */
function shared(index: number, roomMiB: number, ...shares: [string, number][]) {
  return aGpuView(index, {
    status: "held",
    heldBy: shares.map(([task]) => task),
    shares: shares.map(([task, shareMiB]) => ({
      ...{ task, shareMiB },
      usedMiB: null,
    })),
    roomMiB,
  });
}

Deno.test("whyWaiting() tells a share how much others leave of a GPU, and whose end is enough", () => {
  const gpus = [shared(0, 10_240, ["a", 40_960], ["b", 1_024]), held(1, "c")];
  const task = wants(1, { gpuShare: "20GiB" });

  const { long, ways } = tell(task, gpus);

  assertEquals(
    long,
    "Needs 1 GPU, 0 free; GPU 0 has 10 GB left beside a, b; " +
      "GPU 1 is held by c",
  );
  assertEquals(ways, ["the end of a", "the end of c"]);
});

Deno.test("whyWaiting() sends nobody to the end of one of several that share a GPU", () => {
  const gpus = [shared(0, 10_240, ["a", 40_960], ["b", 1_024])];

  assertEquals(tell(wants(1, {}), gpus).ways, ["the ends of a and b"]);
});

Deno.test("whyWaiting() names the first rival that may start and wants the same", () => {
  const before = [
    aQueuedView("held", { nGpus: 1, options: { hold: "true" } }),
    aQueuedView("elsewhere", { nGpus: 1, options: { gpuIds: "1" } }),
    aQueuedView("never", { nGpus: 9 }),
    aQueuedView("rival", { nGpus: 2 }),
  ];
  const gpus = [held(0, "a"), aGpuView(1), held(2, "b")];

  const { kind, short } = tell(wants(1, { gpuIds: "0" }), gpus, before);

  assertEquals([kind, short], ["turn", "after rival, which needs 2 GPUs"]);
});

Deno.test("whyWaiting() tells what a task waits for beside GPUs", () => {
  const waits = (rest: Partial<TaskView>) => tell(aQueuedView("x", rest));

  assertEquals(
    waits({ options: { hold: "true" } }).short,
    "held until it is released",
  );
  assertEquals(
    waits({ options: { after: "a,b" }, pending: ["a", "b"] }).long,
    "Waits for a and 1 more to succeed",
  );
  assertEquals(
    waits({ options: { afterAny: "a" }, pending: ["a"] }).short,
    "waits for a to end",
  );
  assertEquals(waits({ notBeforeMs: T0 + 60_000 }).kind, "notBefore");
  assertEquals(waits({}).kind, "places");
});

Deno.test("whyWaiting() tells what the machine has too little of", () => {
  const active = [{ ...aRunningView("r"), options: { cpus: "6.5" } }];
  const words = (options: TaskView["options"], ...before: TaskView[]) => {
    const task = aQueuedView("x", { options });
    const board = aBoardView({ active, queued: [...before, task] });
    return waitSentence(explainWaiting(board, task), T0);
  };

  assertEquals(words({ cpus: "4" }), "Needs 4 CPUs, 1.5 CPUs free");
  const task = aQueuedView("x", { options: { cpus: "4" } });
  const board = aBoardView({ active, queued: [task] });
  assertEquals(
    waysOut(board, task, explainWaiting(board, task)),
    ["ask for fewer CPUs", "the end of r"],
  );
  assertEquals(
    words({ cpus: "12" }),
    "Can not start: needs 12 CPUs, tasks may have 8 CPUs",
  );
  assertEquals(
    words({ memory: "20GiB" }),
    "Can not start: needs 20 GB of memory, tasks may have 15 GB of memory",
  );
  const rival = aQueuedView("rival", { options: { cpus: "4" } });
  assertEquals(words({ cpus: "1" }, rival), "After rival");
  assertEquals(
    words({}, rival),
    "Waits for a place among the tasks without GPUs",
  );
});

Deno.test("orderOf() tells of each GPU whose turn it is, and of each task its place", () => {
  const gpus = [0, 1, 2].map((index) => aGpuView(index));
  const queued = [
    aQueuedView("held", { nGpus: 1, options: { hold: "true" } }),
    aQueuedView("wide", { nGpus: 3, options: { gpuIds: "0,1" } }),
    aQueuedView("one", { nGpus: 1, options: { gpuIds: "1" } }),
    aQueuedView("any", { nGpus: 1 }),
  ];

  const order = orderOf(aBoardView({ queued, gpus }));

  assertEquals([...order.firstOn].sort(), [[0, 3], [1, 2], [2, 3]]);
  assertEquals(order.places.get("any"), 3);
});
