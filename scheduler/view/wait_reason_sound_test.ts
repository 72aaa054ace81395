import { assert, assertMatch } from "@std/assert";
import fc from "fast-check";
import { anInput } from "../../tests/helpers/any_input.ts";
import { aGpu, aReading, T0 } from "../../tests/helpers/builders.ts";
import { aBoardView } from "../../tests/helpers/views.ts";
import { decide, type Input } from "../core/decide.ts";
import { evolve } from "../core/evolve.ts";
import { Refused, SpecError } from "../model/errors.ts";
import { emptyState, inTurn, type SchedulerState } from "../model/state.ts";
import { plan } from "../policy/plan.ts";
import { standings } from "../policy/standing.ts";
import type { BoardView } from "./board.ts";
import { viewGpu } from "./gpu_view.ts";
import { viewTask } from "./task_view.ts";
import { explainWaiting } from "./wait_obstacles.ts";
import { waitSentence } from "./wait_words.ts";
import { waysOut } from "./ways_out.ts";

const GPUS = [0, 1, 2].map((gpu) => aGpu(gpu));
const RULES = {
  gpus: GPUS.map(({ index }) => index),
  killGraceMs: 10,
  agingMs: 3_600_000,
  retryDelayMs: 10_000,
  fairHalfLifeMs: 0,
  maxCpuTasks: null,
  toNotify: [],
  suspicion: { failures: 0, withinMs: 10_000 },
};
const BOUNDS = {
  ...RULES,
  policy: "fifo",
  learns: false,
  capacity: { cpus: 8, memoryMiB: 15_360 },
} as const;

function stands(state: SchedulerState, nowMs: number) {
  const reading = { ...aReading(...GPUS), sampledAtMs: nowMs };
  const outlook = { selection: RULES.gpus, reading, busy: new Map() };
  return standings(state, outlook, nowMs);
}

function step(state: SchedulerState, input: Input, nowMs: number): void {
  try {
    for (const event of decide(state, input, nowMs, RULES)) {
      evolve(state, event);
    }
  } catch (error) {
    assert(error instanceof Refused || error instanceof SpecError, `${error}`);
  }
  const offers = new Map(
    [...stands(state, nowMs)].map(([gpu, standing]) => [
      gpu,
      { standing, sample: GPUS[gpu]! },
    ]),
  );
  for (const { id, gpus } of plan(state, offers, BOUNDS, nowMs)) {
    evolve(state, { kind: "taskPlaced", id, gpus, logFile: "l", atMs: nowMs });
  }
}

function boardOf(state: SchedulerState, nowMs: number): BoardView {
  const gpus = [...stands(state, nowMs)].map(([index, standing], position) =>
    viewGpu({
      ...{ position, index, standing, links: new Map(), shares: [] },
      drain: state.drains.get(index) ?? null,
      sample: GPUS[index],
    })
  );
  return aBoardView({
    queued: [...inTurn(state)].map(viewTask),
    active: [...state.active].map((id) => viewTask(state.tasks.get(id)!)),
    pauses: state.pauses,
    gpus,
    nowMs,
  });
}

Deno.test("explainWaiting() has for each task that the plan lets wait a reason that does not speak against it", () => {
  fc.assert(
    fc.property(
      fc.array(anInput, { minLength: 1, maxLength: 40, size: "max" }),
      (inputs) => {
        const state = emptyState();
        for (const [place, input] of inputs.entries()) {
          step(state, input, T0 + place);
        }
        const board = boardOf(state, T0 + inputs.length - 1);
        for (const task of board.queued) {
          const reason = explainWaiting(board, task);
          assertMatch(waitSentence(reason, board.nowMs), /^[A-Z#\d]/);
          assert(waysOut(board, task, reason).every((way) => way !== ""));
          assert(reason.kind !== "places", `${task.id}: there is a place`);
          if (reason.kind !== "gpus") continue;
          const { free, needs, obstacles } = reason;
          assert(free.length < needs, `${task.id}: enough are free`);
          assert(free.length + obstacles.length >= needs, "unexplained");
        }
      },
    ),
    { numRuns: 500 },
  );
});
