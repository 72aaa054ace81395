import { assertEquals } from "@std/assert";
import { optionMarks } from "./option_marks.ts";
import type { AttemptView } from "./task_view.ts";

const NOW = Date.UTC(2026, 0, 1, 12);

Deno.test("optionMarks() tells nothing of a task like most", () => {
  const plain = { options: {}, earlier: [], state: "queued" } as const;

  assertEquals(optionMarks(plain, NOW), []);
});

Deno.test("optionMarks() tells what a queued task waits for, and asks of GPUs", () => {
  const options = {
    priority: "high",
    after: "a,b,c",
    afterAny: "d",
    gpuIds: "0,2",
    gpuType: "h100",
    gpuMem: "20GiB",
    gpuShare: "12GiB",
    atMost: "4@lr",
    hold: "true",
  };

  assertEquals(optionMarks({ options, earlier: [], state: "queued" }, NOW), [
    "priority high",
    "after a and 2 more",
    "after the end of d",
    "GPU 0,2",
    "on h100",
    "20GiB free",
    "share of 12GiB",
    "at most 4@lr",
  ]);
});

Deno.test("optionMarks() tells of a running task its limit, and the retry it is at", () => {
  const end = { exitCode: 1, signal: null, cause: "exit 1" };
  const first: AttemptView = {
    attempt: 1,
    gpus: [],
    startedAtMs: 1,
    endedAtMs: 2,
    end,
  };
  const options = { after: "a", timeout: "1d", retries: "3" };
  const marks = (earlier: readonly AttemptView[]) =>
    optionMarks({ options, earlier, state: "running" }, NOW);

  assertEquals(marks([]), ["limit 1d", "retries 3"]);
  assertEquals(marks([first]), ["limit 1d", "retry 1 of 3"]);
});
