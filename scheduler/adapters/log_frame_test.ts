import { assertEquals } from "@std/assert";
import { aTask, T0 } from "../../tests/helpers/builders.ts";
import type { TaskState } from "../model/task.ts";
import { headerEnd, logFooter, logHeader, pythonText } from "./log_frame.ts";

const RULER = `+${"=".repeat(34)}+`;
const NOON_MS = new Date(2026, 10, 21, 12, 0, 5).getTime() + 123;

Deno.test("logHeader() writes what ANT 1.1.0 writes", () => {
  const header = logHeader({
    id: "a",
    command: "echo hi",
    finalCommand: `export CUDA_VISIBLE_DEVICES=""; echo hi`,
    envar: { A: "1" },
    gpuIds: "",
    startedAtMs: NOON_MS,
    handlerName: "subprocess_handler",
  });

  assertEquals(
    header,
    `
${RULER}
             ANT RUNNER
${RULER}
ID           : a
Commands     : echo hi
Final. C.    : export CUDA_VISIBLE_DEVICES=""; echo hi
Envar        : {'A': '1'}
Assigned GPU : No GPU Assigned
Start Time   : 12:00:05 21-11-2026 (${(NOON_MS / 1000).toFixed(2)})
Handler      : subprocess_handler
${RULER}


`,
  );
});

for (
  const [state, title, row] of [
    [{ name: "succeeded" }, "COMPLETED", "Exit Code  : 0\n"],
    [
      { name: "failed", failure: { kind: "exit", code: 7 } },
      "FAILED",
      "Exit Code  : 7\n",
    ],
    [
      { name: "failed", failure: { kind: "signal", signal: "SIGSEGV" } },
      "FAILED",
      "Signal     : SIGSEGV\n",
    ],
    [
      { name: "failed", failure: { kind: "launch", message: "No shell" } },
      "FAILED",
      "Reason     : No shell\n",
    ],
    [{ name: "terminated" }, "TERMINATED", ""],
    [
      { name: "lost" },
      "INTERRUPTED",
      "Reason     : The process vanished and left no exit code\n",
    ],
  ] as const
) {
  const what = "failure" in state ? state.failure.kind : state.name;
  Deno.test(`logFooter() of a task that ended as ${what} says so`, () => {
    const at = { startedAtMs: NOON_MS - 90_061_000, endedAtMs: NOON_MS };

    const footer = logFooter(aTask("a", state as TaskState, {}, at));

    const stop = `12:00:05 21-11-2026 (${(NOON_MS / 1000).toFixed(2)})`;
    assertEquals(
      footer,
      `\n${RULER}\n             ${title}\n${RULER}\nStop Time  : ${stop}\n` +
        `Time Taken : 1 days, 1 hours, 1 minutes, 1 seconds\n${row}` +
        `${RULER}\n            `,
    );
  });
}

Deno.test("logFooter() drops the parts of a time that are zero, except the seconds", () => {
  const times = { startedAtMs: T0, endedAtMs: T0 + 3_600_999 };
  const footer = logFooter(aTask("a", { name: "succeeded" }, {}, times));

  assertEquals(/Time Taken : (.*)/.exec(footer)?.[1], "1 hours, 0 seconds");
});

Deno.test("pythonText() writes values as Python prints them", () => {
  const value = {
    a: [null, true, false, 1.5],
    b: { c: "it's", d: `both ' and "` },
    e: "line\n\\",
  };

  assertEquals(
    pythonText(value),
    `{'a': [None, True, False, 1.5], 'b': {'c': "it's", 'd': 'both \\' and "'}, 'e': 'line\\n\\\\'}`,
  );
});

Deno.test("headerEnd() finds the output behind a whole head, and no more", () => {
  const head = logHeader({
    id: "a",
    command: "echo CUDA out of memory",
    finalCommand: "echo CUDA out of memory",
    envar: {},
    gpuIds: "",
    startedAtMs: NOON_MS,
    handlerName: "subprocess_handler",
  });

  assertEquals(head.slice(headerEnd(`${head}step 1\n`)), "\n\n");
  assertEquals(headerEnd("step 1\n"), 0);
  assertEquals(headerEnd(head.slice(0, 80)), 0);
});
