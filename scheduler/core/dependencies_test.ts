import { assertEquals, assertThrows } from "@std/assert";
import { aSpec, aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { SpecError } from "../model/errors.ts";
import type { SchedulerState } from "../model/state.ts";
import type { TaskOptions } from "../model/task_options.ts";
import { decide, type Input } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { invariants } from "./invariants.ts";
import { resolveDependencies } from "./resolve_dependencies.ts";

const RULES = {
  gpus: [0, 1],
  killGraceMs: 10,
  agingMs: 3_600_000,
  retryDelayMs: 10_000,
  fairHalfLifeMs: 1000,
  maxCpuTasks: null,
  toNotify: [],
  suspicion: { failures: 0, withinMs: 10_000 },
};

function apply(state: SchedulerState, input: Input, nowMs = T0) {
  const events = decide(state, input, nowMs, RULES);
  for (const event of events) evolve(state, event);
  assertEquals(invariants(state), []);
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
  apply(state, { kind: "submit", tasks, key: null }, nowMs);
}

function edit(
  state: SchedulerState,
  id: string,
  options: TaskOptions,
  to = id,
) {
  const as = { id: to, spec: aSpec({ options }) };
  apply(state, { kind: "edit", id, as });
}

const pending = (state: SchedulerState, id: string) =>
  state.tasks.get(id)!.pending;

const ENDED_WELL = { name: "succeeded" } as const;

Deno.test("`@` costs no more than it looks back, however much is on record", () => {
  const past = Array.from(
    { length: 5_000 },
    (_, at) => aTask(`${at}`, at % 2 === 0 ? ENDED_WELL : { name: "queued" }),
  );
  const state = aState(...past);
  let read = 0;
  const { submitted } = state;
  const all = submitted.backward.bind(submitted);
  submitted.backward = function* (before) {
    for (const id of all(before)) {
      read++;
      yield id;
    }
  };
  const wish = (id: string, ...after: string[]) => ({
    id,
    spec: aSpec({ options: { afterAny: after } }),
  });

  const [x, y] = resolveDependencies(state, [
    wish("x", "@~2"),
    wish("y", "@~9", "@"),
  ]);

  assertEquals(x!.spec.options.afterAny, ["4997"]);
  assertEquals(y!.spec.options.afterAny, ["4991", "x"]);
  assertEquals(read, 9);
});

Deno.test("`@` names what was submitted last, whatever has become of clock and queue since", () => {
  const state = aState();
  submit(state, { a: {}, urgent: { priority: 20 }, low: { priority: -10 } });
  apply(state, { kind: "promote", id: "a" });
  submit(state, { b: { afterAny: ["@"] } });
  submit(state, { c: { afterAny: ["@"] } }, T0 - 3_600_000);
  submit(state, { d: { afterAny: ["@", "@~1"] } }, T0 - 1_800_000);

  assertEquals(pending(state, "b"), ["low"]);
  assertEquals(pending(state, "c"), ["b"]);
  assertEquals(pending(state, "d"), ["c", "b"]);
});

Deno.test("`@` in an edit names the task before the edited one", () => {
  const state = aState();
  submit(state, { a: {}, b: {}, c: {} });

  edit(state, "b", { after: ["@"] }, "new");

  assertEquals(pending(state, "new"), ["a"]);
  assertEquals([...state.submitted], ["a", "new", "c"]);
});

Deno.test("decide() sees a circle behind a new name, too", () => {
  const state = aState();
  submit(state, { a: {}, b: { after: ["a"] } });

  for (const after of [["b"], ["a"]]) {
    assertThrows(() => edit(state, "a", { after }, "new"), SpecError);
  }
});

Deno.test("an edit keeps what was waited for, though it may be forgotten by now", () => {
  const state = aState(aTask("x", ENDED_WELL), aTask("y"));
  submit(state, { z: { after: ["x", "y"] } });
  apply(state, { kind: "forget", id: "x" });

  edit(state, "z", { after: ["x", "y"], priority: 10 });

  assertEquals(pending(state, "z"), ["y"]);
  assertThrows(() => edit(state, "z", { afterAny: ["x"] }), SpecError);
});

Deno.test("who waits for a task of an earlier server life hears of it once that is back", () => {
  const failed = {
    name: "failed",
    failure: { kind: "exit", code: 1 },
  } as const;
  const on = (after: string) => ({ options: { after: [after] } });
  const state = aState(
    aTask("good", ENDED_WELL),
    aTask("bad", failed),
    aTask("y", { name: "queued" }, on("good")),
    aTask("z", { name: "queued" }, on("bad")),
  );
  const restore = (section: "queued" | "completed", id: string) =>
    apply(state, {
      kind: "restoreEntry",
      entry: { sessionId: "s", section, id },
    });
  apply(state, { kind: "shelve", sessionId: "s", which: "all" });
  restore("queued", "y");
  restore("queued", "z");
  assertEquals([...state.queue.cpu()], []);

  restore("completed", "good");
  restore("completed", "bad");

  assertEquals([...state.queue.cpu()], ["y"]);
  assertEquals(state.tasks.get("z")!.state.name, "failed");
});
