import { assertEquals } from "@std/assert";
import { aTask, T0 } from "../../tests/helpers/builders.ts";
import {
  learnedTime,
  REMEMBERED_NAMES,
  REMEMBERED_RUNS,
  rememberRun,
  runName,
  type RunTimes,
} from "./run_times.ts";

function remember(runTimes: RunTimes, id: string, tookMs: number): void {
  const rest = { startedAtMs: T0, endedAtMs: T0 + tookMs };
  rememberRun(runTimes, aTask(id, { name: "succeeded" }, { nGpus: 1 }, rest));
}

for (
  const [id, name] of [
    ["train-17", "train-# 1"],
    ["train-18-restart-2", "train-# 1"],
    ["fit-lr-0.01-seed-3", "fit-lr-#-seed-# 1"],
    ["vit-3f9a1c2b", "vit-# 1"],
    ["eval-20261121-150125", "eval-#-# 1"],
    ["train", "train 1"],
    ["decade", "decade 1"],
    ["3f9a1c2b-8a0b-4a53-9d5e-0c6f9b0f1d11", null],
    ["2026-11-21", null],
  ] as const
) {
  Deno.test(`runName() of "${id}" is ${name}`, () => {
    assertEquals(runName(id, 1), name);
  });
}

Deno.test("learnedTime() is the longest of the latest runs, once there are three", () => {
  const runTimes: RunTimes = new Map();

  remember(runTimes, "a-1", 10);
  remember(runTimes, "a-2", 30);
  assertEquals(learnedTime(runTimes, "a-9", 1), null);
  remember(runTimes, "a-3", 20);

  assertEquals(learnedTime(runTimes, "a-9", 1), { ms: 30, runs: 3 });
  assertEquals(learnedTime(runTimes, "a-9", 2), null);
  for (let run = 0; run < REMEMBERED_RUNS; run++) remember(runTimes, "a-4", 5);
  assertEquals(learnedTime(runTimes, "a-9", 1), {
    ms: 5,
    runs: REMEMBERED_RUNS,
  });
});

Deno.test("rememberRun() forgets the name whose last end is longest ago", () => {
  const runTimes: RunTimes = new Map();
  const letters = (at: number) =>
    [...String(at)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  for (let at = 0; at < REMEMBERED_NAMES; at++) {
    remember(runTimes, `x${letters(at)}`, 1);
  }
  remember(runTimes, `x${letters(0)}`, 1);
  remember(runTimes, "new", 1);

  assertEquals(runTimes.size, REMEMBERED_NAMES);
  assertEquals(runTimes.has(`x${letters(0)} 1`), true);
  assertEquals(runTimes.has(`x${letters(1)} 1`), false);
});
