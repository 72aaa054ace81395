import { assertEquals } from "@std/assert";
import { aRunner, aState, T0 } from "../../tests/helpers/builders.ts";
import { emptyState, placeTask, type SchedulerState } from "../model/state.ts";
import { nextDeadline } from "./deadlines.ts";
import { decide, type Input } from "./decide.ts";
import { evolve } from "./evolve.ts";

const RULES = {
  gpus: [0, 1],
  killGraceMs: 10,
  agingMs: 0,
  retryDelayMs: 0,
  fairHalfLifeMs: 0,
  maxCpuTasks: null,
  toNotify: ["ended", "failed", "wait", "gpu", "none"],
  suspicion: { failures: 3, withinMs: 10_000 },
};

function apply(state: SchedulerState, input: Input, nowMs = T0) {
  const events = decide(state, input, nowMs, RULES);
  for (const event of events) evolve(state, event);
  return events;
}

let runs = 0;

/** A task ends on a GPU so long after its start. */
function ends(
  state: SchedulerState,
  gpu: number,
  code: number,
  afterMs = 1_000,
  id = `t${runs}`,
) {
  const startedAtMs = T0 + runs++ * 100;
  placeTask(state, { ...aRunner(id, gpu), startedAtMs });
  const exit = { kind: "code", code } as const;
  const report = { kind: "exited", id, attempt: 1, exit, atMs: null } as const;
  apply(state, report, startedAtMs + afterMs);
}

Deno.test("a drain ends by itself at its time, and not before", () => {
  const state = emptyState();
  const untilMs = T0 + 60_000;
  const wish = { kind: "switchGpu", gpu: 1, enabled: false } as const;
  apply(state, { ...wish, reason: "NVLink errors", untilMs });

  const early = apply(state, { kind: "timePassed" }, untilMs - 1);
  const due = nextDeadline(state);
  const late = apply(state, { kind: "timePassed" }, untilMs);

  assertEquals([early, due], [[], untilMs]);
  assertEquals(late, [{ kind: "gpuSwitched", gpu: 1, drain: null }]);
  assertEquals([state.drains.size, nextDeadline(state)], [0, null]);
});

Deno.test("a click on a drained GPU's switch keeps its reason", () => {
  const state = emptyState();
  const wish = { kind: "switchGpu", gpu: 1, enabled: false } as const;
  apply(state, { ...wish, reason: "NVLink errors" });

  assertEquals(apply(state, wish), []);
  assertEquals(state.drains.get(1)?.reason, "NVLink errors");
});

Deno.test("a fault quarantines a GPU, also one that is drained until later", () => {
  const state = emptyState();
  const wish = { kind: "switchGpu", gpu: 1, enabled: false } as const;
  apply(state, { ...wish, untilMs: T0 + 1 });

  apply(state, { kind: "gpuFaulty", gpu: 1, reason: "Xid 79" });

  const { by, reason, untilMs } = state.drains.get(1)!;
  assertEquals([by, reason, untilMs], ["server", "Xid 79", null]);
});

Deno.test("a fault leaves a person's word on a GPU that is out of use", () => {
  const state = emptyState();
  const reason = "being reset";
  apply(state, { kind: "switchGpu", gpu: 1, enabled: false, reason });

  apply(state, { kind: "gpuFaulty", gpu: 1, reason: "Xid 79" });

  assertEquals(state.drains.get(1)?.reason, reason);
});

Deno.test("failures of different tasks on one GPU quarantine it, while others do well", () => {
  const state = emptyState();
  ends(state, 1, 1);
  ends(state, 0, 0);
  ends(state, 1, 1);
  assertEquals(state.drains.size, 0);

  ends(state, 1, 1);

  assertEquals([...state.drains.keys()], [1]);
  assertEquals(
    state.drains.get(1)?.reason,
    "3 tasks failed within 10 s each, while tasks on other GPUs did well",
  );
});

Deno.test("a task that runs on elsewhere shows that other GPUs do well", () => {
  const state = emptyState();
  ends(state, 1, 1);
  placeTask(state, { ...aRunner("long", 0), startedAtMs: T0 + runs * 100 });
  ends(state, 1, 1);
  ends(state, 1, 1);
  assertEquals(state.drains.size, 0); // It has not shown that it does well.
  runs += 200;

  ends(state, 1, 1);

  assertEquals([...state.drains.keys()], [1]);
});

const INNOCENT: Readonly<Record<string, (state: SchedulerState) => void>> = {
  "a sweep that fails everywhere": (state) => {
    for (let i = 0; i < 6; i++) ends(state, i % 2, 1);
  },
  "failures where nothing runs elsewhere": (state) => {
    for (let i = 0; i < 6; i++) ends(state, 1, 1);
  },
  "one task that is tried again and again": (state) => {
    for (let i = 0; i < 6; i++) {
      ends(state, 1, 1, 1_000, "same");
      ends(state, 0, 0);
    }
  },
  "failures that come late": (state) => {
    for (let i = 0; i < 6; i++) {
      ends(state, 1, 1, 10_001);
      ends(state, 0, 0);
    }
  },
  "failures with a success between them": (state) => {
    for (let i = 0; i < 6; i++) {
      ends(state, 1, i % 3 === 2 ? 0 : 1);
      ends(state, 0, 0);
    }
  },
};

for (const [what, play] of Object.entries(INNOCENT)) {
  Deno.test(`no GPU is quarantined for ${what}`, () => {
    const state = aState();

    play(state);

    assertEquals([...state.drains], []);
  });
}

Deno.test("a GPU that a person took back is suspected anew only after as many failures", () => {
  const state = emptyState();
  for (const gpu of [1, 0, 1, 1]) ends(state, gpu, gpu);
  assertEquals(state.drains.size, 1);
  apply(state, { kind: "switchGpu", gpu: 1, enabled: true });

  for (const gpu of [1, 0, 1]) ends(state, gpu, gpu);
  assertEquals(state.drains.size, 0);
  ends(state, 1, 1);

  assertEquals(state.drains.size, 1);
});
