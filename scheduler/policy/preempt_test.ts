import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { evolve } from "../core/evolve.ts";
import { invariants } from "../core/invariants.ts";
import type { SchedulerState } from "../model/state.ts";
import type { AttemptRecord, Task } from "../model/task.ts";
import type { TaskOptions } from "../model/task_options.ts";
import { aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { offersOf, someGpus } from "../../tests/helpers/offers.ts";
import { plan } from "./plan.ts";
import { type OffersWithout, preempt } from "./preempt.ts";

const HOUR_MS = 3_600_000;
const RULES = {
  policy: "fifo",
  learns: false,
  fairHalfLifeMs: 0,
  killGraceMs: 0,
  maxCpuTasks: null,
  preemptCooldownMs: HOUR_MS,
} as const;
const URGENT = { priority: 20 };
const GO: TaskOptions = { preemptible: true };

/** Runs on these GPUs since so many hours. */
function runs(
  id: string,
  gpus: readonly number[],
  hours: number,
  options: TaskOptions = GO,
  earlier: readonly AttemptRecord[] = [],
): Task {
  const shares = gpus.map((gpu) => ({ gpu, memoryMiB: null }));
  const state = { name: "running", gpus: shares, identity: "p" } as const;
  const startedAtMs = T0 - hours * HOUR_MS;
  const rest = { startedAtMs, sinceMs: startedAtMs, earlier };
  return aTask(id, state, { nGpus: gpus.length, options }, rest);
}

const wants = (id: string, nGpus: number, options: TaskOptions = URGENT) =>
  aTask(id, { name: "queued" }, { nGpus, options });

function offering(nGpus: number): OffersWithout {
  const gpus = someGpus(nGpus);
  return (state) => offersOf(state, gpus);
}

function chosen(nGpus: number, ...tasks: Task[]): readonly string[] {
  return preempt(aState(...tasks), offering(nGpus), RULES, T0)
    .map(({ id }) => id);
}

function preempted(hoursAgo: number): AttemptRecord {
  const failure = { kind: "preempted", by: "u" } as const;
  return {
    attempt: 1,
    as: { name: "failed", failure },
    gpus: [0],
    startedAtMs: T0 - 9 * HOUR_MS,
    endedAtMs: T0 - hoursAgo * HOUR_MS,
    logFile: null,
  };
}

Deno.test("preempt() stops the preemptible task that loses the least", () => {
  const tasks = [runs("old", [0], 9), runs("new", [1], 1), wants("u", 1)];

  assertEquals(chosen(2, ...tasks), ["new"]);
});

Deno.test("preempt() weighs GPUs and time: one wide task rather than two narrow ones", () => {
  const tasks = [
    runs("a", [0], 3),
    runs("b", [1], 3),
    runs("wide", [2, 3], 2),
    wants("u", 2),
  ];

  assertEquals(chosen(4, ...tasks), ["wide"]);
});

Deno.test("preempt() stops nobody who has not agreed, is as urgent, or made way of late", () => {
  for (
    const task of [
      runs("plain", [0], 1, {}),
      runs("urgent", [0], 1, { ...GO, ...URGENT }),
      runs("again", [0], 1, GO, [preempted(.5)]),
    ]
  ) assertEquals(chosen(1, task, wants("u", 1)), [], task.id);

  const rested = runs("rested", [0], 1, GO, [preempted(2)]);
  assertEquals(chosen(1, rested, wants("u", 1)), ["rested"]);
});

Deno.test("preempt() lets who made way alone for as long, though the clock is set", () => {
  for (const byMs of [-5 * HOUR_MS, 5 * HOUR_MS]) {
    const again = runs("again", [0], 1, GO, [preempted(.5)]);
    const rested = runs("rested", [1], 1, GO, [preempted(2)]);
    const queued = aTask("late", { name: "queued" }, {
      nGpus: 1,
      options: { ...GO, hold: true },
    }, { earlier: [preempted(.5)] });
    const state = aState(again, rested, queued, wants("u", 1));
    evolve(state, { kind: "clockMoved", byMs });

    const gone = preempt(state, offering(2), RULES, T0 + byMs);

    assertEquals(gone.map(({ id }) => id), ["rested"]);
    const [late] = state.tasks.get("late")!.earlier;
    assertEquals(late!.endedAtMs, T0 + byMs - HOUR_MS / 2);
    assertEquals(invariants(state), []);
  }
});

Deno.test("preempt() stops nobody for a task that is not urgent, or would not start by it", () => {
  const go = runs("go", [0], 1);
  const stays = runs("stays", [1], 1, {});

  assertEquals(chosen(2, go, stays, wants("high", 1, { priority: 10 })), []);
  assertEquals(chosen(2, go, stays, wants("wide", 2)), []);
  assertEquals(
    chosen(2, go, stays, wants("held", 1, { ...URGENT, hold: true })),
    [],
  );
  assertEquals(
    chosen(2, go, stays, wants("first", 2, {}), wants("u", 1)),
    [],
    "the task before it would keep the GPU",
  );
});

Deno.test("preempt() sees an urgent task behind many that want no GPU", () => {
  const others = Array.from({ length: 20 }, (_, at) => wants(`cpu${at}`, 0));

  assertEquals(chosen(1, runs("go", [0], 1), ...others, wants("u", 1)), ["go"]);
});

Deno.test("preempt() sees an urgent task behind many that cannot start, whoever went", () => {
  const many = Array.from({ length: 20 }, (_, at) => [
    wants(`wide${at}`, 3 + at),
    wants(`named${at}`, 1, { ...URGENT, gpuIds: [1], cpus: at + 1 }),
    wants(`again${at}`, 9),
  ]).flat();
  const tasks = [runs("go", [0], 1), runs("stays", [1], 1, {}), ...many];

  assertEquals(chosen(2, ...tasks, wants("u", 1)), ["go"]);
});

Deno.test("preempt() frees the cores that an urgent task claims, beside its GPU", () => {
  const state = aState(
    runs("cheap", [0], 1, { ...GO, cpus: 1 }),
    runs("dear", [1], 9, { ...GO, cpus: 7 }),
    wants("u", 1, { ...URGENT, cpus: 4 }),
  );
  const rules = { ...RULES, capacity: { cpus: 8, memoryMiB: null } };

  const victims = preempt(state, offering(2), rules, T0);

  assertEquals(victims, [{ id: "dear", makesWayFor: "u" }]);
});

Deno.test("preempt() waits for those that stop already", () => {
  const stops = aTask("stops", {
    name: "stopping",
    gpus: [{ gpu: 0, memoryMiB: null }],
    identity: "p",
    why: "preempted",
    makesWayFor: "u",
    killAtMs: T0 + 1,
  }, { nGpus: 1, options: GO });
  const go = runs("go", [1], 1);

  assertEquals(chosen(2, stops, go, wants("u", 1)), []);
  assertEquals(chosen(2, stops, go, wants("u", 2)), ["go"]);
});

Deno.test("preempt() never stops too many, too few, or dearer ones", () => {
  const running = fc.record({
    gpus: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 1, max: 9 }),
    agreed: fc.boolean(),
  });
  const wide = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(
      fc.array(running, { maxLength: 5 }),
      fc.array(wide, { minLength: 1, maxLength: 3 }),
      fc.nat(2),
      (running, urgent, free) => {
        let next = 0;
        const tasks = running.map(({ gpus, hours, agreed }, at) => {
          const held = Array.from({ length: gpus }, () => next++);
          return runs(`r${at}`, held, hours, agreed ? GO : {});
        });
        const nGpus = next + free;
        const queue = urgent.map((nGpus, at) => wants(`u${at}`, nGpus));
        const state = aState(...tasks, ...queue);
        const without = offering(nGpus);

        const victims = preempt(state, without, RULES, T0);

        const starters = (gone: readonly string[]) => {
          const left = (ids: ReadonlySet<string>) =>
            ids.difference(new Set(gone));
          const after: SchedulerState = {
            ...state,
            active: left(state.active),
            holding: left(state.holding),
          };
          return plan(after, without(after, new Set(gone)), RULES, T0)
            .map(({ id }) => id);
        };
        const gone: string[] = [];
        const byUrgent = Map.groupBy(victims, (one) => one.makesWayFor);
        for (const [urgent, those] of byUrgent) {
          const ids = those.map(({ id }) => id);
          assert(!starters(gone).includes(urgent), "it starts by itself");
          assert(starters([...gone, ...ids]).includes(urgent), "in vain");
          const lost = (ids: readonly string[]) =>
            ids.reduce((sum, id) => {
              const { gpus, hours } = running[Number(id.slice(1))]!;
              return sum + gpus * hours;
            }, 0);
          const may = tasks.map(({ id }) => id)
            .filter((id) => !gone.includes(id))
            .filter((id) => running[Number(id.slice(1))]!.agreed);
          for (let set = 0; set < 1 << may.length; set++) {
            const other = may.filter((_, at) => set & 1 << at);
            if (lost(other) >= lost(ids)) continue;
            assert(!starters([...gone, ...other]).includes(urgent), "dear");
          }
          gone.push(...ids);
        }
      },
    ),
  );
});
