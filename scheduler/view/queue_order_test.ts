import { assertEquals } from "@std/assert";
import { aBoardView, aQueuedView } from "../../tests/helpers/views.ts";
import {
  boxAt,
  lastPlace,
  neighborAt,
  type QueueWish,
  withQueueWishes,
} from "./queue_order.ts";

const BOARD = aBoardView({
  queued: ["a", "b", "c"].map((id) => aQueuedView(id)),
});

function after(...wishes: QueueWish[]): readonly string[] {
  return withQueueWishes(BOARD, wishes).queued.map(({ id }) => id);
}

Deno.test("withQueueWishes() shows tasks where they are wished, and none that goes", () => {
  assertEquals(after({ kind: "move", id: "c", before: "a" }), ["c", "a", "b"]);
  assertEquals(after({ kind: "move", id: "a", before: null }), ["b", "c", "a"]);
  const both = after(
    { kind: "remove", id: "b" },
    { kind: "move", id: "c", before: "a" },
  );
  assertEquals(both, ["c", "a"]);
});

Deno.test("withQueueWishes() counts what goes, and passes over what went by itself", () => {
  const wishes = [
    { kind: "remove", id: "b" },
    { kind: "remove", id: "gone" },
    { kind: "move", id: "a", before: "gone" },
  ] as const;

  const { queued, counts } = withQueueWishes(BOARD, wishes);

  assertEquals([counts.queued, queued.map(({ id }) => id)], [2, ["a", "c"]]);
});

Deno.test("neighborAt() names the task to stand before, upwards and downwards", () => {
  const ids = ["a", "b", "c", "d"];

  assertEquals(neighborAt(ids, 3, 0), "a");
  assertEquals(neighborAt(ids, 0, 2), "d");
  assertEquals(neighborAt(ids, 1, 3), null);
  assertEquals(neighborAt(ids, 1, 1), "c");
});

Deno.test("neighborAt() stands a task right behind the last one shown, before those out of sight", () => {
  const all = ["a", "x", "b", "y", "c", "z"];

  assertEquals(neighborAt(["a", "b", "c"], 0, 2, all), "z");
  assertEquals(neighborAt(["a", "b", "c"], 0, 1, all), "c");
  assertEquals(neighborAt(["a", "b"], 1, 0, all), "a");
  assertEquals(neighborAt(["x", "z"], 0, 1, all), null);
});

Deno.test("lastPlace() keeps off the end of a window that is not the end of the queue", () => {
  assertEquals(
    [lastPlace(3, true), lastPlace(3, false), lastPlace(1, false)],
    [2, 1, 0],
  );
});

Deno.test("boxAt() finds the box under a point, and the nearest outside", () => {
  const box = (left: number, top: number) => ({
    ...{ left, top },
    ...{ right: left + 90, bottom: top + 50 },
  });
  const rows = [box(0, 100), box(0, 150), box(0, 200)];
  const cards = [box(0, 0), box(100, 0), box(0, 100), box(100, 100)];

  assertEquals(
    [0, 99, 149, 151, 249, 999].map((y) => boxAt(rows, 40, y)),
    [0, 0, 0, 1, 2, 2],
  );
  assertEquals(
    [[10, 10], [110, 10], [94, 120], [500, 500]]
      .map(([x, y]) => boxAt(cards, x!, y!)),
    [0, 1, 2, 3],
  );
});

Deno.test("withQueueWishes() shows a task as held, and as released", () => {
  const board = aBoardView({ queued: [aQueuedView("a"), aQueuedView("b")] });

  const held = withQueueWishes(board, [{ kind: "hold", id: "b" }]);
  const free = withQueueWishes(held, [{ kind: "release", id: "b" }]);

  assertEquals(held.queued.map(({ options }) => options), [{}, {
    hold: "true",
  }]);
  assertEquals(free.queued, board.queued);
});
