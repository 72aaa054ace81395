import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
} from "../../tests/helpers/views.ts";
import { editFormOf } from "../../scheduler/view/queue_edit.ts";
import { seeHead } from "../../scheduler/view/queue_sight.ts";
import { QueueEdit } from "./QueueEdit.tsx";
import { QueueList, type QueueListProps } from "./QueueList.tsx";

function rendered(
  board: QueueListProps["board"],
  rest: Partial<QueueListProps> = {},
): string {
  const sight = seeHead(board.queued, 9);
  return renderToString(
    <QueueList at="queue" board={board} sight={sight} {...rest} />,
  );
}

Deno.test("QueueList says of each task why it waits, and marks what can never start", () => {
  const board = aBoardView({
    queued: [
      aQueuedView("wide", { nGpus: 2, turn: 1 }),
      aQueuedView("narrow", { nGpus: 1, turn: 2 }),
      aQueuedView("never", { nGpus: 9, turn: 3 }),
    ],
    gpus: [aGpuView(0), aGpuView(1, { status: "held", heldBy: ["x"] })],
  });

  const html = rendered(board);

  assertStringIncludes(html, "needs 2 GPUs, 1 free");
  assertStringIncludes(html, "after wide, which needs 2 GPUs");
  assertMatch(html, /class="why no"[^>]*>[^<]*can not start/);
});

Deno.test("QueueList moves and removes by plain forms", () => {
  const board = aBoardView({ queued: [aQueuedView("one")] });

  const html = rendered(board);

  assertMatch(html, /name="action" value="promote"/);
  assertMatch(html, /name="action" value="unqueue"/);
  assertMatch(html, /name="id" value="one"/);
});

Deno.test("QueueList leads to those that it does not show", () => {
  const board = aBoardView({ queued: [aQueuedView("one")] });

  const html = rendered(board, { children: <p class="foot">1,500 more</p> });

  assertStringIncludes(html, "1,500 more");
});

Deno.test("QueueList shows where a held row would go, and why it would wait there", () => {
  const board = aBoardView({
    queued: [
      aQueuedView("one", { nGpus: 1, turn: 1 }),
      aQueuedView("two", { nGpus: 2, turn: 2 }),
    ],
    gpus: [aGpuView(0), aGpuView(1, { status: "held", heldBy: ["x"] })],
  });
  const saying = "moving to 1: needs 2 GPUs, 1 free";
  const held = { id: "two", from: 1, to: 0, offsetPx: -52, saying };

  const html = rendered(board, { held });

  assertMatch(html, /<li class="above"/);
  assertMatch(html, /<li class="lifted" style="--dy:-52px"/);
  assertStringIncludes(html, "moving to 1: needs 2 GPUs, 1 free");
  assertMatch(html, /aria-label="Reorder two" aria-pressed="true"/);
});

Deno.test("QueueList edits a row in its place by a plain form, with what is wrong", () => {
  const task = aQueuedView("two", {
    tags: ["a", "b"],
    envar: { API_KEY: "********" },
  });
  const board = aBoardView({ queued: [aQueuedView("one"), task] });
  const issues = ["Cannot name the task: the id is empty"];
  const editing = {
    id: "two",
    form: { ...editFormOf(task), id: "" },
    issues,
    wrong: {},
    busy: false,
  };

  const form = (place: number) => (
    <QueueEdit
      at="queue"
      editing={editing}
      place={place}
      maxGpus={2}
      known={[]}
    />
  );
  const html = rendered(board, { edited: { id: "two", form } });

  assertEquals(html.match(/<form[^>]*data-act="edit"/g)?.length, 1);
  assertMatch(html, /name="id" value="two"/);
  assertMatch(html, /name="tags" value="a, b"/);
  assertMatch(html, /<textarea[^>]*name="env_text"[^>]*>API_KEY=\*{8}</);
  assertMatch(html, /role="alert".*the id is empty/);
  assertMatch(html, /href="queue\?edit=one#queue"/);
});

Deno.test("QueueList acts on the selected rows by one form that they belong to", () => {
  const board = aBoardView({
    queued: [aQueuedView("one"), aQueuedView("two")],
  });

  const html = rendered(board, { selected: new Set(["two"]) });

  assertStringIncludes(html, "1 selected");
  assertEquals(html.match(/form="queue-bulk"/g)?.length, 2);
  assertMatch(html, /<li class="sel"/);
});
