import { assertEquals } from "@std/assert";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
} from "../../tests/helpers/views.ts";
import { expectedStart } from "./expected_start.ts";

Deno.test("expectedStart() knows who is next and who never starts, and invents no time", () => {
  const board = aBoardView({
    gpus: [aGpuView(0), aGpuView(1)],
    queued: [
      aQueuedView("too wide", { nGpus: 3 }),
      aQueuedView("kept", { nGpus: 1, options: { hold: "true" } }),
      aQueuedView("first", { nGpus: 2 }),
      aQueuedView("second", { nGpus: 1 }),
      aQueuedView("after", { nGpus: 1, pending: ["first"] }),
      aQueuedView("without", { nGpus: 0 }),
    ],
  });
  const later = aQueuedView("later", {
    notBeforeMs: board.nowMs + 10 * 24 * 3_600_000,
  });

  const none = new Map();
  const words = board.queued.map((task) => expectedStart(board, task, none));

  assertEquals(words, ["never", "held", "next", "–", "–", "–"]);
  assertEquals(
    /^≥ \d+ \w+ 2023$/.test(expectedStart(board, later, none)),
    true,
  );
});

Deno.test("expectedStart() tells the latest start that time limits promise", () => {
  const first = aQueuedView("first", { nGpus: 1 });
  const board = aBoardView({ gpus: [aGpuView(0)], queued: [first] });
  const atMs = board.nowMs + 48 * 3_600_000;
  const starts = new Map([[
    "first",
    { id: "first", atMs, gpus: [0], endMs: null, runs: null, endRuns: null },
  ]]);

  assertEquals(
    /^by \w{3} \d\d:\d\d$/.test(expectedStart(board, first, starts)),
    true,
  );
});
