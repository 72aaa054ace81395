import { assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
} from "../../tests/helpers/views.ts";
import { GpuStrip } from "./GpuStrip.tsx";

const held = (index: number, ...heldBy: string[]) =>
  aGpuView(index, { status: "held", heldBy });

function stripText(board: Parameters<typeof aBoardView>[0]): string {
  const html = renderToString(
    <GpuStrip board={aBoardView(board)} loads={[]} />,
  );
  return html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

Deno.test("GpuStrip names the task, its state, and its GPUs elsewhere", () => {
  const gpus = [held(0, "a"), held(1, "a"), aGpuView(2), held(3, "a")];

  const text = stripText({ gpus, active: [aRunningView("a", 0, 1, 3)] });

  assertStringIncludes(text, "a Running, also GPU 3 2 m 00 s");
  assertStringIncludes(text, "a Running, also GPUs 0, 1 2 m 00 s");
});

Deno.test("GpuStrip says of a free GPU what the next task needs", () => {
  const gpus = [aGpuView(0), held(1, "a")];
  const active = [aRunningView("a", 1)];
  const queued = [aQueuedView("wide", { nGpus: 2 })];

  assertMatch(stripText({ gpus, active, queued }), /Free next task needs 2/);
  assertMatch(stripText({ gpus, active }), /Free ready for the next task/);
});

Deno.test("GpuStrip lists what runs without a GPU", () => {
  const text = stripText({
    gpus: [aGpuView(0)],
    active: [aRunningView("prep")],
  });

  assertMatch(text, /Without a GPU: prep 2 m 00 s/);
});
