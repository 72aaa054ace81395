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
      aQueuedView("first", { nGpus: 2 }),
      aQueuedView("second", { nGpus: 1 }),
      aQueuedView("first without", { nGpus: 0 }),
      aQueuedView("second without", { nGpus: 0 }),
    ],
  });

  const words = board.queued.map((task) => expectedStart(board, task));

  assertEquals(words, ["never", "next", "–", "next", "–"]);
});
