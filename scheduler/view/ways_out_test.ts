import { assertEquals } from "@std/assert";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
} from "../../tests/helpers/views.ts";
import type { BoardView, GpuView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { explainWaiting } from "./wait_obstacles.ts";
import { waysOut } from "./ways_out.ts";

const wants = (nGpus: number, options: TaskView["options"] = {}) =>
  aQueuedView("x", { nGpus, options });
const held = (index: number, by: string, rest: Partial<GpuView> = {}) =>
  aGpuView(index, { status: "held", heldBy: [by], ...rest });

function ways(
  task: TaskView,
  gpus: readonly GpuView[],
  rest: Partial<BoardView> = {},
) {
  const board = aBoardView({ queued: [task], gpus, ...rest });
  return waysOut(board, task, explainWaiting(board, task));
}

/** With others before it in the queue. */
function waysBehind(
  before: TaskView,
  task: TaskView,
  gpus: readonly GpuView[],
) {
  return ways(task, gpus, { queued: [before, task] });
}

Deno.test("waysOut() names another type, other GPUs or less memory only where that is free", () => {
  const gpus = [
    held(0, "a", { name: "NVIDIA H100" }),
    aGpuView(1, { name: "NVIDIA A100", memoryTotalMiB: 40_960 }),
  ];
  const [type, ids, memory] = [
    { gpuType: "h100" },
    { gpuIds: "0" },
    { gpuMem: "60GiB" },
  ];

  assertEquals(ways(wants(1, type), gpus), [
    "ask for another type: GPU 1 is free",
    "the end of a",
  ]);
  assertEquals(ways(wants(1, ids), gpus), [
    "ask for other GPUs: GPU 1 is free",
    "the end of a",
  ]);
  assertEquals(ways(wants(1, memory), gpus), [
    "ask for less free memory: GPU 1 is free",
    "the end of a",
  ]);
  const none = [gpus[0]!, held(1, "b", { name: "NVIDIA A100" })];
  assertEquals(ways(wants(1, type), none), ["the end of a"]);
});

Deno.test("waysOut() names all whose ends together are enough, and none on a drained GPU", () => {
  const gpus = [held(0, "a"), held(1, "b"), held(2, "b"), aGpuView(3)];

  assertEquals(ways(wants(4), gpus), ["ask for 1 GPU", "the ends of a and b"]);
  assertEquals(
    ways(wants(2), [held(0, "a"), held(1, "b"), held(2, "c")]),
    ["the end of what runs on 2 of GPUs 0–2"],
  );
  assertEquals(ways(wants(1), [held(0, "a", { enabled: false })]), []);
});

Deno.test("waysOut() sends to the top only who would start there, and says what else it takes", () => {
  const rival = aQueuedView("rival", { nGpus: 2 });
  const gpus = [held(0, "a"), aGpuView(1)];

  assertEquals(waysBehind(rival, wants(1), gpus), [
    "move it to the top",
    "give it a higher priority",
  ]);
  assertEquals(waysBehind(rival, wants(2), gpus), [
    "move it to the top, and ask for 1 GPU",
    "move it to the top, and the end of a",
  ]);
  const narrow = aQueuedView("narrow", { nGpus: 1, options: { gpuIds: "0" } });
  assertEquals(waysBehind(narrow, wants(1, { gpuIds: "0" }), gpus), [
    "ask for other GPUs: GPU 1 is free",
    "move it to the top, and the end of a",
  ]);
  assertEquals(waysBehind(narrow, wants(2), gpus), [
    "ask for 1 GPU",
    "move it to the top, and the end of a",
  ]);
});

Deno.test("waysOut() tells how a task that can never start could", () => {
  const gpus = [
    aGpuView(0, { name: "NVIDIA A100" }),
    aGpuView(1, { name: "NVIDIA A100" }),
  ];

  assertEquals(ways(wants(1, { gpuType: "h100" }), gpus), [
    "ask for another type: this server has NVIDIA A100",
  ]);
  assertEquals(ways(wants(2, { gpuIds: "0" }), gpus), [
    "ask for 1 GPU",
    "ask for other GPUs",
  ]);
  assertEquals(ways(wants(3), gpus), ["ask for 2 GPUs"]);
});

Deno.test("waysOut() names the tasks whose end lets a limit or a budget be kept", () => {
  const one = { ...aRunningView("one", 0), tags: ["t"], submitter: "ann" };
  const two = { ...aRunningView("two", 1, 2), submitter: "ann" };
  const limited = { ...wants(0, { atMost: "1@t" }), tags: ["t"] };
  const over = { ...wants(2), submitter: "ann", budgetGpus: 3 };
  const active = [one, two];

  assertEquals(ways(limited, [], { active }), [
    "allow more at once",
    "the end of one",
  ]);
  assertEquals(ways(over, [], { active }), ["the end of two"]);
  const waits = { ...wants(0, { after: "one" }), pending: ["one", "two"] };
  assertEquals(ways(waits, [], { active }), [
    "the success of one and the end of two",
    "take the dependency away",
  ]);
});
