import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Task } from "../model/task.ts";
import type { TaskOptions } from "../model/task_options.ts";
import { aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { offersOf, someGpus } from "../../tests/helpers/offers.ts";
import { LOOK_AHEAD, lookAhead } from "./look_ahead.ts";
import { plan } from "./plan.ts";
import { Limits } from "./limits.ts";

const HOUR_MS = 3_600_000;

function limit(hours: number | null): TaskOptions {
  return hours === null ? {} : { timeoutMs: hours * HOUR_MS };
}

/** Began an hour ago; `null` for one without a time limit. */
function runs(id: string, gpu: number, hours: number | null): Task {
  const gpus = [{ gpu, memoryMiB: null }];
  const state = { name: "running", gpus, identity: "p" } as const;
  const sinceMs = T0 - HOUR_MS;
  return aTask(id, state, { nGpus: 1, options: limit(hours) }, {
    sinceMs,
    startedAtMs: sinceMs,
  });
}

const wants = (id: string, nGpus: number, options: TaskOptions = {}) =>
  aTask(id, { name: "queued" }, { nGpus, options });

interface Ways {
  readonly keepsAll?: boolean;
  readonly learned?: Record<string, readonly number[]>;
  readonly nGpus?: number;
  readonly cpus?: number;
}

function looked(tasks: readonly Task[], ways: Ways = {}) {
  const { keepsAll = true, learned = {}, nGpus = 2, cpus = 8 } = ways;
  const state = aState(...tasks);
  for (const [name, hours] of Object.entries(learned)) {
    state.runTimes.set(name, hours.map((one) => one * HOUR_MS));
  }
  const offers = offersOf(state, someGpus(nGpus));
  const rules = {
    learns: ways.learned !== undefined,
    fairHalfLifeMs: 0,
    killGraceMs: 0,
  };
  const sight = { ...rules, nowMs: T0, keepsAll, nowOnly: false };
  const limits = new Limits(state, { cpus, memoryMiB: 1000 });
  const found = [...lookAhead(state, offers, limits, sight)];
  return { found, state, offers, rules };
}

/** Hours from now until each start that is known, by id. */
function starts(tasks: readonly Task[], ways: Ways = {}) {
  return Object.fromEntries(
    looked(tasks, ways).found.map((
      { id, atMs },
    ) => [id, (atMs - T0) / HOUR_MS]),
  );
}

Deno.test("lookAhead() leaves a GPU that is named by one behind to that one, where others do as well", () => {
  const tasks = [
    runs("a", 0, 3),
    runs("b", 1, 3),
    wants("wide", 2),
    wants("named", 1, { gpuIds: [0] }),
    wants("behind", 1),
  ];

  const found = starts(tasks, { keepsAll: false, nGpus: 3 });

  assertEquals(found, { wide: 2, named: 2 });
});

Deno.test("lookAhead() knows the latest start where all before have limits", () => {
  const tasks = [
    runs("a", 0, 3),
    runs("b", 1, 5),
    wants("first", 1, limit(1)),
    wants("second", 2, limit(1)),
    wants("third", 1),
  ];

  assertEquals(starts(tasks), { first: 2, second: 4, third: 5 });
  assertEquals(starts(tasks, { keepsAll: false }), {
    first: 2,
    second: 4,
    third: 5,
  });
});

Deno.test("lookAhead() says nothing behind a task without a limit", () => {
  const tasks = [
    runs("a", 0, null),
    runs("b", 1, 2),
    wants("one", 1),
    wants("both", 2),
    wants("last", 1),
  ];

  assertEquals(starts(tasks), { one: 1 });
});

Deno.test("lookAhead() lets a wide task keep all, or lends what is free to who will have ended", () => {
  const tasks = [
    runs("a", 0, 9),
    wants("wide", 2, limit(1)),
    wants("long", 1, limit(9)),
    wants("short", 1, limit(8)),
  ];

  assertEquals(starts(tasks), { wide: 8, long: 9, short: 9 });
  assertEquals(starts(tasks, { keepsAll: false }), {
    wide: 8,
    long: 9,
    short: 0,
  });
});

Deno.test("lookAhead() is silent about what waits for more than GPUs", () => {
  const tasks = [
    wants("held", 1, { hold: true }),
    wants("never", 3),
    wants("named", 1, { gpuIds: [1] }),
  ];

  assertEquals(starts(tasks), { named: 0 });
});

Deno.test("lookAhead() goes by earlier runs of the same name, and says by how many", () => {
  const tasks = [
    runs("train-17", 0, null),
    wants("train-18", 1),
    wants("other", 1),
  ];
  const ways = { nGpus: 1, learned: { "train-# 1": [2, 3, 2] } };

  const { found } = looked(tasks, ways);

  assertEquals(starts(tasks, ways), { "train-18": 2, other: 5 });
  assertEquals(found.map(({ runs }) => runs), [3, 3]);
  assertEquals(starts(tasks, { nGpus: 1 }), {});
});

Deno.test("lookAhead() believes no run that has gone on for longer than those before", () => {
  const learned = { "train-# 1": [.5, .5, .5] };
  const tasks = (hours: number | null) => [
    runs("train-17", 0, hours),
    wants("next", 1),
  ];

  assertEquals(starts(tasks(null), { nGpus: 1, learned }), {});
  assertEquals(starts(tasks(4), { nGpus: 1, learned }), { next: 3 });
});

Deno.test("lookAhead() knows when cores and memory come free, and lends them until then", () => {
  const cpuTask = (id: string, hours: number | null, options: TaskOptions) => ({
    ...runs(id, 9, hours),
    ...aTask(id, { name: "running", gpus: [], identity: "p" }, {
      options: { ...limit(hours), ...options },
    }),
  });
  const tasks = [
    cpuTask("cores", 3, { cpus: 6 }),
    cpuTask("memory", 5, { memoryMiB: 600 }),
    wants("wide", 1, { ...limit(1), cpus: 4, memoryMiB: 100 }),
    wants("large", 1, { ...limit(1), memoryMiB: 500 }),
    wants("long", 1, { ...limit(4), cpus: 2 }),
    wants("short", 1, { ...limit(3), cpus: 2 }),
    wants("plain", 1, limit(1)),
  ];
  const lent = { keepsAll: false, nGpus: 4 };

  assertEquals(starts(tasks, lent), {
    wide: 3,
    large: 5,
    long: 0,
    short: 3,
    plain: 0,
  });
  const endless = [cpuTask("cores", null, { cpus: 6 }), ...tasks.slice(1)];
  assertEquals(starts(endless, lent), { large: 5, plain: 0 });
});

Deno.test("lookAhead() looks no further than so many that wait", () => {
  const many = Array.from(
    { length: LOOK_AHEAD + 10 },
    (_, at) => wants(`wide ${at}`, 2, limit(1)),
  );

  const tasks = [runs("a", 0, 2), ...many, wants("short", 1, limit(1))];

  assertEquals(looked(tasks, { keepsAll: false }).found.length, LOOK_AHEAD);
});

Deno.test("plan() in turn starts now whom lookAhead() starts now", () => {
  const task = fc.record({
    nGpus: fc.integer({ min: 1, max: 4 }),
    ids: fc.option(fc.uniqueArray(fc.nat(2), { minLength: 1 })),
  });
  const busy = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
  fc.assert(fc.property(busy, fc.array(task), (busy, queue) => {
    const tasks = [
      ...busy.flatMap((isBusy, gpu) =>
        isBusy ? [runs(`r${gpu}`, gpu, null)] : []
      ),
      ...queue.map(({ nGpus, ids }, place) =>
        wants(`${place}`, nGpus, ids === null ? {} : { gpuIds: ids })
      ),
    ];
    const { found, state, offers, rules } = looked(tasks, { nGpus: 3 });
    const bounds = { ...rules, policy: "fifo", maxCpuTasks: null } as const;

    const placed = plan(state, offers, bounds, T0);

    assertEquals(
      placed.map(({ id, gpus }) => [id, gpus.map(({ gpu }) => gpu)]),
      found.filter(({ atMs }) => atMs === T0)
        .map(({ id, gpus }) => [id, [...gpus]]),
    );
  }));
});
