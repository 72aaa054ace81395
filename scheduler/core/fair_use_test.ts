import { assertEquals } from "@std/assert";
import { aRunner, aState, T0 } from "../../tests/helpers/builders.ts";
import type { SchedulerState } from "../model/state.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";

const HOUR_MS = 3_600_000;
const RULES = {
  gpus: [0, 1],
  killGraceMs: 10,
  agingMs: 0,
  retryDelayMs: 0,
  fairHalfLifeMs: 2 * HOUR_MS,
  maxCpuTasks: null,
  toNotify: [],
  suspicion: { failures: 0, withinMs: 0 },
};

function ends(state: SchedulerState, id: string, hour: number): void {
  const exit = { kind: "code", code: 0 } as const;
  const report = { kind: "exited", id, attempt: 1, exit, atMs: null } as const;
  for (const event of decide(state, report, T0 + hour * HOUR_MS, RULES)) {
    evolve(state, JSON.parse(JSON.stringify(event)));
  }
}

const used = (state: SchedulerState, who: string) => {
  const usage = state.usage.get(who);
  return usage && [usage.gpuMs / HOUR_MS, (usage.atMs - T0) / HOUR_MS];
};

Deno.test("charge() counts GPUs times hours at each end, half of them after a half-life", () => {
  const state = aState(
    { ...aRunner("a1", 0, 1), submitter: "ann" },
    { ...aRunner("a2", 2), submitter: "ann" },
    { ...aRunner("b", 3), submitter: "bob" },
    aRunner("nobody's", 4),
  );

  ends(state, "a1", 2);
  assertEquals(used(state, "ann"), [4, 2]);
  ends(state, "a2", 4);
  assertEquals(used(state, "ann"), [2 + 4, 4]);
  ends(state, "nobody's", 5);
  ends(state, "b", 6);
  assertEquals(used(state, "bob"), [6, 6]);
  assertEquals([...state.usage.keys()], ["ann", "bob"]);
});

Deno.test("charge() counts no time by which the clock was set", () => {
  const state = aState({ ...aRunner("a", 0, 1), submitter: "ann" });

  evolve(state, { kind: "clockMoved", byMs: 1000 * HOUR_MS });
  ends(state, "a", 1001);

  assertEquals(used(state, "ann"), [2, 1001]);
});
