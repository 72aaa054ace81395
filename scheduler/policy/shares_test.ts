import { assertEquals } from "@std/assert";
import {
  aGpu,
  aReading,
  aRunner,
  aState,
  aTask,
  T0,
} from "../../tests/helpers/builders.ts";
import { PLAIN_DRAIN } from "../model/drain.ts";
import type { GpuProcess, GpuSample } from "../model/gpu.ts";
import type { SchedulerState } from "../model/state.ts";
import { POLICY_NAMES } from "../model/policy_name.ts";
import { plan } from "./plan.ts";
import { shareRoomMiB } from "./share_room.ts";
import { standings } from "./standing.ts";

const GPU = { memoryTotalMiB: 80_000 };

/** What starts, and where; the GPUs have 80,000 MiB unless they say more. */
const RULES = {
  learns: false,
  fairHalfLifeMs: 0,
  killGraceMs: 0,
  maxCpuTasks: null,
};

function placed(state: SchedulerState, ...gpus: readonly GpuSample[]) {
  const outlook = {
    selection: gpus.map(({ index }) => index),
    reading: aReading(...gpus),
    busy: new Map(),
  };
  const offers = new Map(
    [...standings(state, outlook, T0)].map(([gpu, standing], place) => [
      gpu,
      { standing, sample: gpus[place]! },
    ]),
  );
  const [found, other] = POLICY_NAMES.map((policy) =>
    plan(state, offers, { ...RULES, policy }, T0)
      .map(({ id, gpus }) => [id, ...gpus.map(({ gpu }) => gpu)])
  );
  // Nobody here has a time limit, so that nobody may start early.
  assertEquals(other, found);
  return found;
}

function wants(id: string, gpuShareMiB: number | null, nGpus = 1) {
  const options = gpuShareMiB === null ? {} : { gpuShareMiB };
  return aTask(id, { name: "queued" }, { nGpus, options });
}

/** A running task that holds a share of some GPUs. */
function sharer(id: string, memoryMiB: number, ...on: readonly number[]) {
  const gpus = on.map((gpu) => ({ gpu, memoryMiB }));
  return aTask(id, { name: "running", gpus, identity: id }, {
    nGpus: on.length,
    options: { gpuShareMiB: memoryMiB },
  });
}

function uses(taskId: string | null, memoryUsedMiB: number | null): GpuProcess {
  return { pid: 1, user: null, command: null, memoryUsedMiB, taskId };
}

Deno.test("plan() packs shares of one GPU within its memory", () => {
  const tasks = ["a", "b", "c"].map((id) => wants(id, 30_000));

  assertEquals(placed(aState(...tasks), aGpu(0, GPU), aGpu(1, GPU)), [
    ["a", 0],
    ["b", 0],
    ["c", 1],
  ]);
});

Deno.test("plan() puts a share where it leaves the least", () => {
  const state = aState(
    sharer("x", 20_000, 1),
    sharer("y", 50_000, 2),
    wants("small", 25_000),
    wants("large", 55_000),
    wants("whole", null),
  );

  assertEquals(placed(state, ...[0, 1, 2].map((gpu) => aGpu(gpu, GPU))), [
    ["small", 2],
    ["large", 1],
    ["whole", 0],
  ]);
});

Deno.test("plan() lets no share and no whole GPU come together", () => {
  const state = aState(
    aRunner("whole", 0),
    sharer("part", 1_000, 1),
    wants("wholly", null),
    wants("partly", 1_000),
  );
  const gpus = [aGpu(0, GPU), aGpu(1, GPU)];

  // Who came first waits for all of GPU 1, and would for ever beside shares.
  assertEquals(placed(state, ...gpus), []);
  assertEquals(placed(state, ...gpus, aGpu(2, GPU)), [["wholly", 2], [
    "partly",
    1,
  ]]);
});

Deno.test("plan() spreads the shares of one task over its GPUs", () => {
  const state = aState(sharer("x", 60_000, 0), wants("wide", 20_000, 2));

  assertEquals(placed(state, aGpu(0, GPU), aGpu(1, GPU)), [["wide", 0, 1]]);
  assertEquals(placed(state, aGpu(0, GPU)), []);
});

Deno.test("plan() passes over a share that no GPU is large enough for", () => {
  const state = aState(wants("never", 90_000), wants("now", 10_000));

  assertEquals(placed(state, aGpu(0, GPU)), [["now", 0]]);
});

Deno.test("plan() shares no GPU that is switched off, or cannot be read", () => {
  const state = aState(sharer("x", 1_000, 0, 1), wants("y", 1_000));
  state.drains.set(0, PLAIN_DRAIN);

  const old = { ...GPU, sampledAtMs: T0 - 60_000 };
  assertEquals(placed(state, aGpu(0, GPU), aGpu(1, old)), []);
});

Deno.test("shareRoomMiB() keeps for each task its share, and for others what they use", () => {
  const holds = new Map([["a", 10_000], ["b", 20_000]]);
  const room = (memoryUsedMiB: number, ...processes: GpuProcess[]) =>
    shareRoomMiB(aGpu(0, { ...GPU, memoryUsedMiB, processes }), holds);

  assertEquals(room(0), 50_000);
  assertEquals(room(5_000, uses("a", 5_000)), 50_000);
  assertEquals(room(15_000, uses("a", 15_000)), 45_000, "above its share");
  assertEquals(room(7_000, uses(null, 7_000)), 43_000);
  assertEquals(room(9_000, uses("gone", 9_000)), 41_000);
});

Deno.test("shareRoomMiB() takes memory of nobody known for that of tasks not listed", () => {
  const holds = new Map([["a", 10_000], ["b", 20_000]]);
  const room = (memoryUsedMiB: number, processes: GpuProcess[] | null) =>
    shareRoomMiB(aGpu(0, { ...GPU, memoryUsedMiB, processes }), holds);

  assertEquals(room(30_000, null), 50_000);
  assertEquals(room(31_000, []), 49_000);
  assertEquals(room(25_000, [uses("a", 4_000)]), 49_000);
  assertEquals(room(79_000, []), 1_000, "never more than is free");
});

Deno.test("shareRoomMiB() has none where a task has all, or nobody tells", () => {
  const sample = aGpu(0, GPU);

  assertEquals(shareRoomMiB(sample, new Map([["a", null]])), 0);
  assertEquals(
    shareRoomMiB({ ...sample, memoryUsedMiB: null }, new Map([["a", 1]])),
    0,
  );
});
