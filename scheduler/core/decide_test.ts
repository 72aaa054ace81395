import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  aGpu,
  aRunner,
  aSpec,
  aState,
  aTask,
  T0,
} from "../../tests/helpers/builders.ts";
import { anInput } from "../../tests/helpers/any_input.ts";
import { offersOf } from "../../tests/helpers/offers.ts";
import { Refused, SpecError } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import { inTurn, type SchedulerState } from "../model/state.ts";
import { emptyState } from "../model/state.ts";
import { isPreempted, type Task } from "../model/task.ts";
import { plan } from "../policy/plan.ts";
import { preempt } from "../policy/preempt.ts";
import { decide, type Input } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { invariants } from "./invariants.ts";

const RULES = {
  gpus: [0, 1, 2],
  killGraceMs: 10,
  agingMs: 3_600_000,
  retryDelayMs: 10_000,
  fairHalfLifeMs: 1000,
  maxCpuTasks: null,
  toNotify: ["ended", "failed", "wait", "gpu", "none"],
  suspicion: { failures: 0, withinMs: 10_000 },
};

const PLANNED = {
  ...RULES,
  policy: "backfill",
  learns: true,
  preemptCooldownMs: 20,
  capacity: { cpus: 8, memoryMiB: null },
} as const;

function apply(state: SchedulerState, input: Input, nowMs = T0) {
  const events = decide(state, input, nowMs, RULES);
  for (const event of events) evolve(state, event);
  assertEquals(invariants(state), []);
  return events;
}

const ids = (state: SchedulerState) => [...inTurn(state)].map(({ id }) => id);

Deno.test("decide() promotes to the head across both kinds of tasks", () => {
  const state = aState(
    aTask("a", { name: "queued" }, { nGpus: 1 }),
    aTask("b"),
    aTask("c", { name: "queued" }, { nGpus: 1 }),
  );

  apply(state, { kind: "promote", id: "c" });
  apply(state, { kind: "promote", id: "b" });
  const again = apply(state, { kind: "promote", id: "b" });

  assertEquals(ids(state), ["b", "c", "a"]);
  assertEquals(again, []);
});

Deno.test("decide() moves before another as often as one likes, across both kinds", () => {
  const state = aState(
    aTask("a", { name: "queued" }, { nGpus: 1 }),
    aTask("b"),
    aTask("c", { name: "queued" }, { nGpus: 1 }),
  );
  const move = (id: string, before: string | null) =>
    apply(state, { kind: "move", id, before });

  move("c", "b");
  assertEquals(ids(state), ["a", "c", "b"]);
  move("a", null);
  assertEquals(ids(state), ["c", "b", "a"]);
  // Halving a distance runs out of numbers after some 50 times.
  for (let times = 0; times < 200; times++) {
    move(times % 2 === 0 ? "a" : "b", times % 2 === 0 ? "b" : "a");
    assertEquals(ids(state)[0], "c");
  }
  assertEquals(ids(state), ["c", "b", "a"]);
  assertEquals(move("c", "b"), []);
});

Deno.test("decide() edits a queued task in its place, under a free id", () => {
  const state = aState(aTask("a"), aTask("b"), aTask("c"));
  const as = { id: "x", spec: aSpec({ command: "new", nGpus: 1 }) };

  apply(state, { kind: "edit", id: "b", as });
  const taken = { id: "c", spec: aSpec() };

  assertEquals(ids(state), ["a", "x", "c"]);
  assertEquals(state.tasks.get("x")!.spec.command, "new");
  const edit = () =>
    decide(state, { kind: "edit", id: "x", as: taken }, T0, RULES);
  assertEquals(assertThrows(edit, Refused).code, "duplicate-id");
});

Deno.test("decide() restarts under the next free number, at the tail", () => {
  const done = aTask("a", { name: "succeeded" }, { command: "run" });
  const state = aState(done, aTask("a-restart-1"));

  apply(state, { kind: "restart", ids: ["a"] });

  assertEquals(ids(state), ["a-restart-1", "a-restart-2"]);
  assertEquals(state.tasks.get("a-restart-2")!.spec.command, "run");
});

Deno.test("decide() refuses what a task's state does not allow, and says what it is", () => {
  const state = aState(aTask("q"), aRunner("r", 0));
  const refuse = (input: Input) =>
    assertThrows(() => decide(state, input, T0, RULES), Refused);

  assertEquals(refuse({ kind: "restart", ids: ["q"] }).code, "wrong-state");
  assertEquals(refuse({ kind: "forget", id: "r" }).code, "wrong-state");
  assertEquals(refuse({ kind: "promote", id: "r" }).code, "wrong-state");
  assertEquals(
    refuse({ kind: "unqueue", id: "x" }).message,
    'Cannot find task "x"',
  );
  assertEquals(
    refuse({ kind: "switchGpu", gpu: 7, enabled: true }).code,
    "unknown-gpu",
  );
});

Deno.test("decide() lets a report about an earlier attempt lead to nothing", () => {
  const state = aState(aRunner("r", 0));
  const exit = { kind: "code", code: 0 } as const;

  const late = {
    kind: "exited",
    id: "r",
    attempt: 9,
    exit,
    atMs: null,
  } as const;

  assertEquals(decide(state, late, T0, RULES), []);
});

Deno.test("a restored entry stands at the tail without its old times, a completed one in history", () => {
  const state = aState(
    aTask("lost", { name: "lost" }),
    aTask("done", { name: "succeeded" }),
    aTask("waits"),
  );
  apply(state, { kind: "shelve", sessionId: "s", which: "all" });
  const entry = (section: "ongoing" | "completed" | "queued", id: string) => ({
    kind: "restoreEntry" as const,
    entry: { sessionId: "s", section, id },
  });

  apply(state, entry("queued", "waits"));
  apply(state, entry("ongoing", "lost"));
  apply(state, entry("completed", "done"));

  assertEquals(ids(state), ["waits", "lost"]);
  assertEquals(state.tasks.get("lost")!.startedAtMs, null);
  assertEquals([...state.ended], ["done"]);
  assertEquals(state.recovery.sessions, []);
});

Deno.test("the same id hidden from two sessions is kept twice", () => {
  const state = aState(aTask("a", { name: "succeeded" }));
  apply(state, { kind: "hide", id: "a" });
  apply(state, {
    kind: "submit",
    tasks: [{ id: "a", spec: aSpec() }],
    key: null,
  }, T0 + 1);
  apply(state, { kind: "shelve", sessionId: "s", which: "all" });
  const entry = { sessionId: "s", section: "queued", id: "a" } as const;
  apply(state, { kind: "hideEntry", entry });

  assertEquals(state.recovery.hidden.size, 2);
});

/** Idle GPUs, each with memory for some of the shares. */
const GPUS = RULES.gpus.map((gpu) => aGpu(gpu));
const MEMORY_MIB = new Map(
  GPUS.map((gpu) => [gpu.index, gpu.memoryTotalMiB!]),
);
const offersNow = (state: SchedulerState) => offersOf(state, GPUS);

/** The cores that what runs has claimed. */
function claimedCpus({ active, tasks }: SchedulerState): number {
  return [...active].reduce(
    (sum, id) => sum + (tasks.get(id)!.spec.options.cpus ?? 0),
    0,
  );
}

/** It agreed, runs, and has not made way within the cooldown. */
function assertMayGo({ id, spec, state, earlier }: Task, nowMs: number): void {
  assert(spec.options.preemptible && state.name === "running", id);
  const ways = earlier.filter(({ as }) => isPreempted(as));
  const lastMs = Math.max(...ways.map(({ endedAtMs }) => endedAtMs));
  assert(nowMs - lastMs >= PLANNED.preemptCooldownMs, `${id} went twice`);
}

function step(state: SchedulerState, input: Input, nowMs: number) {
  const events: SchedulerEvent[] = [];
  try {
    events.push(...decide(state, input, nowMs, RULES));
  } catch (error) {
    assert(error instanceof Refused || error instanceof SpecError, `${error}`);
  }
  for (const event of events) evolve(state, event);
  const offers = offersNow(state);
  for (const { id, gpus: shares } of plan(state, offers, PLANNED, nowMs)) {
    const placed = { id, gpus: shares, logFile: "x", atMs: nowMs };
    events.push({ kind: "taskPlaced", ...placed });
    evolve(state, events.at(-1)!);
  }
  const killAtMs = nowMs + RULES.killGraceMs;
  for (const victim of preempt(state, offersNow, PLANNED, nowMs)) {
    assertMayGo(state.tasks.get(victim.id)!, nowMs);
    const how = { why: "preempted", killAtMs, atMs: nowMs } as const;
    events.push({ kind: "taskStopRequested", ...victim, ...how });
    evolve(state, events.at(-1)!);
  }
  return events;
}

Deno.test("any inputs keep the invariants, and the events alone rebuild the state", () => {
  fc.assert(
    fc.property(
      fc.array(anInput, { minLength: 1, maxLength: 60, size: "max" }),
      (inputs) => {
        const state = emptyState();
        const again = emptyState();
        for (const [place, input] of inputs.entries()) {
          const events = step(state, input, T0 + place);
          assertEquals(invariants(state, MEMORY_MIB), []);
          assert(claimedCpus(state) <= PLANNED.capacity.cpus);
          const stored: SchedulerEvent[] = JSON.parse(JSON.stringify(events));
          for (const event of stored) evolve(again, event);
        }
        assertEquals(again.tasks, state.tasks);
        assertEquals(again.recovery, state.recovery);
        assertEquals(ids(again), ids(state));
      },
    ),
    { numRuns: 600 },
  );
});
