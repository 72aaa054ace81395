import { assertEquals, assertThrows } from "@std/assert";
import { aSpec, aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { SpecError } from "../model/errors.ts";
import type { SchedulerState } from "../model/state.ts";
import type { TaskOptions } from "../model/task_options.ts";
import { decide, type Input } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { invariants } from "./invariants.ts";

const RULES = {
  gpus: [0, 1],
  killGraceMs: 10,
  agingMs: 1000,
  retryDelayMs: 1000,
  fairHalfLifeMs: 1000,
  maxCpuTasks: null,
  toNotify: [],
  suspicion: { failures: 0, withinMs: 1000 },
};

function apply(state: SchedulerState, input: Input, atMs = T0) {
  const events = decide(state, input, atMs, RULES);
  for (const event of events) evolve(state, event);
  assertEquals(invariants(state), []);
}

/** `a` has failed, and with it all that waited for it. */
function aFall(
  wishes: Record<string, TaskOptions>,
  submitters: Record<string, string> = {},
) {
  const state = aState(
    aTask("ok", { name: "succeeded" }),
    aTask("a-restart-1", { name: "succeeded" }),
  );
  const tasks = Object.entries({ a: {}, ...wishes }).map(([id, options]) => ({
    id,
    spec: aSpec({ options }),
    ...submitters[id] !== undefined && { submitter: submitters[id] },
  }));
  apply(state, { kind: "submit", tasks, key: null });
  apply(state, { kind: "terminate", id: "a", why: "person" });
  return state;
}

/** What each queued copy waits for. */
function waits({ tasks }: SchedulerState) {
  return Object.fromEntries(
    [...tasks.values()].filter(({ state }) => state.name === "queued")
      .map(({ id, pending }) => [id, pending]),
  );
}

Deno.test("a restart takes those along that failed with it, each behind the copies of what it waited for", () => {
  const state = aFall({
    b: { after: ["a", "ok"], priority: 10 },
    c: { after: ["b"], hold: true, beginAtMs: T0 + 1000 },
    d: { after: ["a"], afterAny: ["c"] },
    other: { afterAny: ["a"], hold: true },
  });

  apply(state, { kind: "restart", ids: ["a"], withDependants: true });

  assertEquals(waits(state), {
    "other": [],
    "a-restart-2": [],
    "b-restart-1": ["a-restart-2"],
    "c-restart-1": ["b-restart-1"],
    "d-restart-1": ["a-restart-2", "c-restart-1"],
  });
  const { spec, notBeforeMs } = state.tasks.get("c-restart-1")!;
  assertEquals(spec.options, { after: ["b-restart-1"] });
  assertEquals(notBeforeMs, null);
  assertEquals(state.tasks.get("b-restart-1")!.spec.options.priority, 10);
});

Deno.test("a restart takes nobody along unless asked, and none of another person", () => {
  const options = { after: ["a"] };
  const whose = { a: "alice", b: "alice", c: "bob" };
  const plain = aFall({ b: options, c: options }, whose);
  const asked = aFall({ b: options, c: options }, whose);

  apply(plain, { kind: "restart", ids: ["a"] });
  apply(asked, { kind: "restart", ids: ["a"], withDependants: true });

  assertEquals(Object.keys(waits(plain)), ["a-restart-2"]);
  assertEquals(Object.keys(waits(asked)), ["a-restart-2", "b-restart-1"]);
  assertEquals(asked.tasks.get("b-restart-1")!.submitter, "alice");
});

Deno.test("a restart of several copies what fell with another of them once, behind all that it waited for", () => {
  const state = aState();
  const tasks = Object.entries<TaskOptions>({
    a: {},
    x: {},
    b: { after: ["a", "x"] },
    c: { after: ["b"] },
  }).map(([id, options]) => ({ id, spec: aSpec({ options }) }));
  apply(state, { kind: "submit", tasks, key: null });
  for (const id of ["a", "x"]) {
    apply(state, { kind: "terminate", id, why: "person" });
  }
  const ids = ["c", "b", "x", "a", "a"];

  const [event] = decide(
    state,
    { kind: "restart", ids, withDependants: true },
    T0,
    RULES,
  );
  apply(state, { kind: "restart", ids, withDependants: true });

  assertEquals(
    event?.kind === "tasksSubmitted" && event.copyOf,
    ["x", "a", "b", "c"],
  );
  assertEquals(waits(state), {
    "x-restart-1": [],
    "a-restart-1": [],
    "b-restart-1": ["a-restart-1", "x-restart-1"],
    "c-restart-1": ["b-restart-1"],
  });
});

Deno.test("a restart of several gives each copy an id of its own", () => {
  const state = aState(
    aTask("a", { name: "succeeded" }),
    aTask("a-restart-1", { name: "succeeded" }),
  );

  apply(state, { kind: "restart", ids: ["a", "a-restart-1"] });

  assertEquals(Object.keys(waits(state)), ["a-restart-2", "a-restart-3"]);
});

Deno.test("a restart is refused whole where one of those along can never start", () => {
  const state = aFall({ b: { after: ["a", "ok"] } });
  apply(state, { kind: "forget", id: "ok" });
  const restart = () =>
    apply(state, { kind: "restart", ids: ["a"], withDependants: true });

  assertThrows(restart, SpecError, '"ok" is not on record');
  assertEquals(waits(state), {});
});

Deno.test("what fell with a task is known no more once it is deleted", () => {
  const state = aFall({ b: { after: ["a"] } });
  apply(state, { kind: "forget", id: "b" });

  apply(state, { kind: "restart", ids: ["a"], withDependants: true });

  assertEquals([waits(state), state.fallen.size], [{ "a-restart-2": [] }, 0]);
});

Deno.test("a task takes nobody along that fell with an earlier one of its id", () => {
  const state = aFall({ old: { after: ["a"] } });
  const again = (id: string, options: TaskOptions = {}) => {
    const tasks = [{ id, spec: aSpec({ options }) }];
    apply(state, { kind: "submit", tasks, key: null }, T0 + 1000);
  };
  apply(state, { kind: "forget", id: "a" });
  again("a");
  again("new", { after: ["a"] });
  apply(state, { kind: "terminate", id: "a", why: "person" }, T0 + 1000);

  apply(state, { kind: "restart", ids: ["a"], withDependants: true });

  assertEquals(waits(state), {
    "a-restart-2": [],
    "new-restart-1": ["a-restart-2"],
  });
});

Deno.test("a restart ends where ids that came back fell with each other", () => {
  const fell = (on: string) =>
    ({ name: "failed", failure: { kind: "dependency", on } }) as const;
  const state = aState(
    aTask("a", fell("b")),
    aTask("b", fell("a"), { options: { after: ["a"] } }),
  );

  apply(state, { kind: "restart", ids: ["a"], withDependants: true });

  assertEquals(waits(state), {
    "a-restart-1": [],
    "b-restart-1": ["a-restart-1"],
  });
});
