import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
  aTaskView,
} from "../../tests/helpers/views.ts";
import { Plan } from "./Plan.tsx";

const NOW = aBoardView().nowMs;

function render(board: Parameters<typeof aBoardView>[0]): string {
  return renderToString(
    <Plan board={aBoardView(board)} window="12 h" onWindow={() => {}} />,
  );
}

Deno.test("Plan draws a running task without an end, and leads to it", () => {
  const gpus = [aGpuView(0, { status: "held", heldBy: ["a b"] })];

  const html = render({ gpus, active: [aRunningView("a b", 0)] });

  assertStringIncludes(html, "--l:17.72%;--w:82.28%;--f:0.34");
  assertStringIncludes(html, 'class="blk ours at open"');
  assertStringIncludes(html, 'href="logs?task_id=a%20b"');
  assertStringIncludes(html, "2 m 00 s, end not known");
});

Deno.test("Plan keeps the queue in order, and says how many are not shown", () => {
  const queued = Array.from(
    { length: 9 },
    (_, i) => aQueuedView(`q${i}`, { nGpus: 1 }),
  );

  const html = render({ gpus: [aGpuView(0)], queued });

  const shown = [...html.matchAll(/>(q\d)</g)].map(([, id]) => id);
  assertEquals(shown, ["q0", "q1", "q2", "q3", "q4", "q5"]);
  assertStringIncludes(html, "9 tasks in order, start times not known");
  assertStringIncludes(html, "3 more");
});

Deno.test("Plan draws what was too short for words as a mark with a title", () => {
  const ended = [aTaskView("brief", {
    state: "failed",
    gpus: [0],
    startedAtMs: NOW - 60_000,
    endedAtMs: NOW - 50_000,
    end: { exitCode: 1, signal: null, cause: "exit 1" },
  })];

  const html = render({ gpus: [aGpuView(0)], ended });

  assertStringIncludes(html, 'title="brief: Failed, exit 1 after 10 s"');
  assertStringIncludes(html, '<span class="blk ended failed"></span>');
  assert(!html.includes('href="logs?task_id=brief"'));
});
