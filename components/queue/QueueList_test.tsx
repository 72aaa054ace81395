import { assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
} from "../../tests/helpers/views.ts";
import { QueueList } from "./QueueList.tsx";

Deno.test("QueueList says of each task why it waits, and marks what can never start", () => {
  const board = aBoardView({
    queued: [
      aQueuedView("wide", { nGpus: 2, turn: 1 }),
      aQueuedView("narrow", { nGpus: 1, turn: 2 }),
      aQueuedView("never", { nGpus: 9, turn: 3 }),
    ],
    gpus: [aGpuView(0), aGpuView(1, { status: "held", heldBy: ["x"] })],
  });

  const html = renderToString(<QueueList board={board} />);

  assertStringIncludes(html, "needs 2 GPUs, 1 free");
  assertStringIncludes(html, "after wide, which needs 2 GPUs");
  assertMatch(html, /class="why no"[^>]*>[^<]*can not start/);
});

Deno.test("QueueList moves and removes by plain forms", () => {
  const board = aBoardView({ queued: [aQueuedView("one")] });

  const html = renderToString(<QueueList board={board} />);

  assertMatch(html, /name="action" value="promote"/);
  assertMatch(html, /name="action" value="unqueue"/);
  assertMatch(html, /name="id" value="one"/);
});

Deno.test("QueueList tells of those that stand behind the window", () => {
  const board = aBoardView({ queued: [aQueuedView("one")] });
  const counts = { ...board.counts, queued: 1_501 };

  const html = renderToString(<QueueList board={{ ...board, counts }} />);

  assertStringIncludes(html, "1,500 more stand behind these");
});
