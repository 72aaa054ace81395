import { assertEquals } from "@std/assert";
import {
  aQueuedView,
  aRunningView,
  aTaskView,
} from "../../tests/helpers/views.ts";
import { T0 } from "../../tests/helpers/builders.ts";
import { endLine, endWords, ranFor } from "./task_words.ts";

const failed = (exitCode: number | null, signal: string | null, cause = "") =>
  aTaskView("t", { state: "failed", end: { exitCode, signal, cause } });

Deno.test("endWords() puts the exit code of a failed task first", () => {
  assertEquals(endWords(failed(3, null)), { fact: "exit 3", more: "" });
  assertEquals(endLine(failed(137, "SIGKILL")), "exit 137, ended by SIGKILL");
});

Deno.test("endWords() tells a signal and a failed launch from an exit code", () => {
  assertEquals(endWords(failed(null, "SIGSEGV")).fact, "SIGSEGV");
  assertEquals(
    endLine(failed(null, null, "no such folder")),
    "not started, no such folder",
  );
});

Deno.test("endWords() says nothing of a task that has not ended", () => {
  assertEquals(endLine(aQueuedView("t")), "");
  assertEquals(endLine(aRunningView("t", 0)), "");
});

Deno.test("ranFor() counts to the end, or to now, or not at all", () => {
  const now = T0 + 3_600_000;

  assertEquals(ranFor(aTaskView("t"), now), "1 m 00 s");
  assertEquals(ranFor(aRunningView("t", 0), now), "1 h 00 m");
  assertEquals(ranFor(aQueuedView("t"), now), "–");
});
