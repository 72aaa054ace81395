import { assertEquals, assertThrows } from "@std/assert";
import {
  aRunner,
  aSpec,
  aState,
  aTask,
  T0,
} from "../../tests/helpers/builders.ts";
import { SpecError } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import { inTurn, type SchedulerState } from "../model/state.ts";
import type { TaskOptions } from "../model/task_options.ts";
import { nextDeadline } from "./deadlines.ts";
import { decide, type Input } from "./decide.ts";
import { effectsOf } from "./effects.ts";
import { evolve } from "./evolve.ts";
import { invariants } from "./invariants.ts";

const HOUR_MS = 3_600_000;
const RULES = {
  gpus: [0, 1],
  killGraceMs: 10,
  agingMs: HOUR_MS,
  retryDelayMs: 10_000,
  fairHalfLifeMs: 1000,
  maxCpuTasks: null,
  toNotify: ["ended", "failed", "wait", "gpu", "none"],
  suspicion: { failures: 0, withinMs: 10_000 },
};
const EXIT_1 = { kind: "code", code: 1 } as const;

function apply(state: SchedulerState, input: Input, nowMs = T0) {
  const events = decide(state, input, nowMs, RULES);
  for (const event of events) evolve(state, event);
  assertEquals(invariants(state), []);
  return events;
}

function submit(
  state: SchedulerState,
  wishes: Record<string, TaskOptions>,
  nowMs = T0,
) {
  const tasks = Object.entries(wishes).map(([id, options]) => ({
    id,
    spec: aSpec({ options }),
  }));
  return apply(state, { kind: "submit", tasks, key: null }, nowMs);
}

function edit(
  state: SchedulerState,
  id: string,
  options: TaskOptions,
  to = id,
) {
  const as = { id: to, spec: aSpec({ options }) };
  return apply(state, { kind: "edit", id, as });
}

function exit(state: SchedulerState, id: string, code: number, nowMs = T0) {
  const { attempt } = state.tasks.get(id)!;
  const report = { id, attempt, exit: { kind: "code", code }, atMs: null };
  return apply(state, { kind: "exited", ...report } as Input, nowMs);
}

const ids = (state: SchedulerState) => [...inTurn(state)].map(({ id }) => id);
const ready = (state: SchedulerState) => [...state.queue.cpu()];
const kinds = (events: readonly SchedulerEvent[]) =>
  events.map(({ kind }) => kind);
const stateOf = (state: SchedulerState, id: string) =>
  state.tasks.get(id)!.state;

Deno.test("decide() puts a higher priority ahead of what came before", () => {
  const state = aState();
  submit(state, { a: {}, b: {}, urgent: { priority: 20 } });
  submit(state, { high: { priority: 10 }, low: { priority: -10 } });
  submit(state, { c: {} });

  assertEquals(ids(state), ["urgent", "high", "a", "b", "c", "low"]);
});

Deno.test("decide() lets nobody overtake who has waited for long enough", () => {
  const state = aState();
  submit(state, { old: {} });
  submit(state, { early: { priority: 10 } }, T0 + HOUR_MS - 1);
  submit(state, { late: { priority: 10 } }, T0 + HOUR_MS + 1);

  assertEquals(ids(state), ["early", "old", "late"]);
});

Deno.test("decide() keeps the order of one priority when the clock goes back", () => {
  const state = aState();
  submit(state, { a: {}, b: {} });
  submit(state, { c: {} }, T0 - HOUR_MS);

  assertEquals(ids(state), ["a", "b", "c"]);
});

Deno.test("decide() moves a task by its new priority, and back by the old one", () => {
  const state = aState();
  submit(state, { a: {}, b: {}, c: {} });

  edit(state, "c", { priority: 10 });
  assertEquals(ids(state), ["c", "a", "b"]);
  edit(state, "c", {});
  assertEquals(ids(state), ["a", "b", "c"]);
});

Deno.test("a held task waits until it is released, at its place", () => {
  const state = aState();
  submit(state, { a: {}, held: { hold: true }, b: {} });
  assertEquals([ids(state), ready(state)], [["a", "held", "b"], ["a", "b"]]);

  edit(state, "held", {});

  assertEquals(ready(state), ["a", "held", "b"]);
});

Deno.test("a task with a begin waits for it, and the clock wakes for it", () => {
  const state = aState();
  submit(state, { later: { beginAtMs: T0 + 50 }, past: { beginAtMs: T0 - 1 } });
  assertEquals([ready(state), nextDeadline(state)], [["past"], T0 + 50]);

  assertEquals(apply(state, { kind: "timePassed" }, T0 + 49), []);
  assertEquals(kinds(apply(state, { kind: "timePassed" }, T0 + 50)), [
    "taskDue",
  ]);

  assertEquals(ready(state), ["later", "past"]);
  assertEquals(nextDeadline(state), null);
});

Deno.test("a task runs after those that it waits for have succeeded", () => {
  const state = aState(aRunner("x", 0), aRunner("y", 1));
  submit(state, { z: { after: ["x", "y"] } });
  assertEquals(ready(state), []);

  exit(state, "x", 0);
  assertEquals(ready(state), []);
  exit(state, "y", 0);

  assertEquals(ready(state), ["z"]);
});

Deno.test("a failure fails all that wait for a success behind it, in turn", () => {
  const state = aState(aRunner("x", 0));
  submit(state, {
    y: { after: ["x"] },
    z: { after: ["y"] },
    any: { afterAny: ["x", "y"] },
  });

  exit(state, "x", 1);

  const failure = (on: string) => ({
    name: "failed" as const,
    failure: { kind: "dependency" as const, on },
  });
  assertEquals(stateOf(state, "y"), failure("x"));
  assertEquals(stateOf(state, "z"), failure("y"));
  assertEquals(ready(state), ["any"]);
});

Deno.test("taking a task out of the queue fails what waits for its success", () => {
  const state = aState(aTask("x"));
  submit(state, { y: { after: ["x"] } });

  apply(state, { kind: "unqueue", id: "x" });

  assertEquals(stateOf(state, "y").name, "failed");
});

Deno.test("`@` names the task before, in the batch or on record", () => {
  const state = aState(aTask("x"));
  submit(state, { y: { after: ["@"] }, z: { after: ["@", "@~1"] } });

  assertEquals(state.tasks.get("y")!.pending, ["x"]);
  assertEquals(state.tasks.get("z")!.pending, ["y", "x"]);
});

Deno.test("`@` names the last of a batch, though the first has begun since", () => {
  const state = aState();
  submit(state, { x: {}, y: {} });
  evolve(state, {
    kind: "taskPlaced",
    id: "x",
    gpus: [],
    logFile: "x.log",
    atMs: T0,
  });

  submit(state, { z: { after: ["@"] } });

  assertEquals(state.tasks.get("z")!.pending, ["y"]);
});

Deno.test("decide() refuses to wait for what can never come", () => {
  const failed = {
    name: "failed",
    failure: { kind: "exit", code: 1 },
  } as const;
  const state = aState(aTask("bad", failed), aTask("x"));
  submit(state, { y: { after: ["x"] } });
  const wrongs: Record<string, TaskOptions>[] = [
    { a: { after: ["nobody"] } },
    { a: { after: ["bad"] } },
    { a: { after: ["@~9"] } },
    { a: { after: ["b"] }, b: { after: ["a"] } },
    { a: { afterAny: ["a"] } },
  ];

  for (const wishes of wrongs) {
    assertThrows(() => submit(state, wishes), SpecError);
  }
  assertThrows(() => edit(state, "x", { after: ["y"] }), SpecError);
  submit(state, { a: { afterAny: ["bad"] } });
  assertEquals(state.tasks.get("a")!.pending, []);
});

Deno.test("who waits for a task that gets another name goes on waiting for it", () => {
  const state = aState(aTask("x"));
  submit(state, { y: { after: ["x"] } });

  edit(state, "x", {}, "renamed");

  assertEquals(state.tasks.get("y")!.pending, ["renamed"]);
  assertEquals(state.tasks.get("y")!.spec.options.after, ["renamed"]);
});

Deno.test("a task is warned, then stopped at its limit, and has failed by it", () => {
  const timeoutSignal = { signal: "SIGUSR1", beforeMs: 300 } as const;
  const options = { timeoutMs: 1000, timeoutSignal };
  const state = aState(aTask(
    "x",
    { name: "running", gpus: [], identity: "pid" },
    { options },
  ));
  assertEquals(nextDeadline(state), T0 + 700);

  const [warned] = apply(state, { kind: "timePassed" }, T0 + 700);
  const effects = effectsOf(warned!, state).map((effect) =>
    "signal" in effect ? [effect.kind, effect.signal] : []
  );
  assertEquals(effects, [["warn", "SIGUSR1"]]);
  assertEquals(apply(state, { kind: "timePassed" }, T0 + 999), []);
  apply(state, { kind: "timePassed" }, T0 + 1000);
  assertEquals(nextDeadline(state), T0 + 1010);
  exit(state, "x", 0, T0 + 1005);

  const failure = { kind: "timeLimit", limitMs: 1000 } as const;
  assertEquals(stateOf(state, "x"), { name: "failed", failure });
});

Deno.test("a failure leads to further attempts, each after a longer wait", () => {
  const state = aState(aTask(
    "x",
    { name: "running", gpus: [], identity: "pid" },
    { options: { retries: 2 } },
  ));
  const again = (nowMs: number, attempt: number) => {
    apply(state, { kind: "timePassed" }, nowMs);
    assertEquals(ready(state), ["x"]);
    const placed = { kind: "taskPlaced", id: "x", gpus: [], logFile: "l" };
    evolve(state, { ...placed, atMs: nowMs } as SchedulerEvent);
    assertEquals(state.tasks.get("x")!.attempt, attempt);
  };

  assertEquals(kinds(exit(state, "x", 1)), ["taskEnded", "taskRequeued"]);
  assertEquals(nextDeadline(state), T0 + 10_000);
  again(T0 + 10_000, 2);
  exit(state, "x", 3, T0 + 10_000);
  assertEquals(nextDeadline(state), T0 + 30_000);
  again(T0 + 30_000, 3);
  exit(state, "x", 1, T0 + 30_000);

  const { earlier } = state.tasks.get("x")!;
  assertEquals(stateOf(state, "x").name, "failed");
  assertEquals(earlier.map(({ attempt, as }) => [attempt, as]), [
    [1, { name: "failed", failure: { kind: "exit", code: 1 } }],
    [2, { name: "failed", failure: { kind: "exit", code: 3 } }],
  ]);
});

Deno.test("a wait before a retry is as long by a clock that was set, and a begin stays where it was", () => {
  const running = { name: "running", gpus: [], identity: "pid" } as const;
  const state = aState(aTask("x", running, { options: { retries: 1 } }));
  submit(state, { y: { beginAtMs: T0 + HOUR_MS } });
  state.usage.set("ann", { gpuMs: 4, atMs: T0 });
  exit(state, "x", 1);

  apply(state, { kind: "clockMoved", byMs: -HOUR_MS });

  assertEquals(
    [...state.timetable.turns()].map(({ id, turn }) => [id, turn - T0]),
    [["x", 10_000 - HOUR_MS], ["y", HOUR_MS]],
  );
  assertEquals(state.usage.get("ann"), { gpuMs: 4, atMs: T0 - HOUR_MS });
});

Deno.test("a task that makes way waits again, for it may have saved and ended well", () => {
  const endedBy = (code: number, killAtMs: number | null) => {
    const state = aState(aTask("x", {
      name: "stopping",
      gpus: [{ gpu: 0, memoryMiB: null }],
      identity: "pid",
      why: "preempted",
      makesWayFor: "u",
      killAtMs,
    }, { nGpus: 1, options: { preemptible: true } }));
    submit(state, { y: { after: ["x"] } });
    exit(state, "x", code);
    return [stateOf(state, "x").name, stateOf(state, "y").name, ready(state)];
  };

  assertEquals(endedBy(0, T0 + 1), ["queued", "queued", []]);
  assertEquals(endedBy(0, null), ["queued", "queued", []]);
  assertEquals(endedBy(1, T0 + 1), ["queued", "queued", []]);
});

Deno.test("a dependant hears of a failure only when no attempt is left", () => {
  const running = { name: "running", gpus: [], identity: "pid" } as const;
  const state = aState(aTask("x", running, { options: { retries: 1 } }));
  submit(state, { y: { after: ["x"] } });

  exit(state, "x", 1);

  assertEquals(stateOf(state, "y").name, "queued");
});

Deno.test("a retry is for the failures that it was asked for, and for no stop", () => {
  const running = { name: "running", gpus: [], identity: "pid" } as const;
  const options = { retries: 1, retryOn: ["killed" as const] };
  const report = { kind: "exited", id: "x", attempt: 1, atMs: null } as const;
  const afterExit = (input: Partial<Extract<Input, { kind: "exited" }>>) => {
    const state = aState(aTask("x", running, { options }));
    return kinds(apply(state, { ...report, exit: EXIT_1, ...input }));
  };

  assertEquals(afterExit({}), ["taskEnded"]);
  assertEquals(
    afterExit({ exit: { kind: "signal", signal: "SIGKILL" } }),
    ["taskEnded", "taskRequeued"],
  );
  const state = aState(aTask("x", running, { options: { retries: 1 } }));
  apply(state, { kind: "terminate", id: "x", why: "person" });
  assertEquals(kinds(exit(state, "x", 1)), ["taskEnded"]);
});

Deno.test("a restart waits for nothing that its first run waited for", () => {
  const state = aState(aTask("x", { name: "succeeded" }));
  submit(state, { y: { after: ["x"], priority: 10, beginAtMs: T0 - 1 } });
  apply(state, { kind: "terminate", id: "y", why: "person" });

  apply(state, { kind: "restart", ids: ["y"] });

  const copy = state.tasks.get("y-restart-1")!;
  assertEquals(copy.spec.options, { priority: 10 });
  assertEquals(ready(state), ["y-restart-1"]);
});
