import { assertEquals } from "@std/assert";
import { aBoardView, aQueuedView } from "../../tests/helpers/views.ts";
import {
  lastPlace,
  neighborAt,
  placeAt,
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

Deno.test("lastPlace() keeps off the end of a window that is not the end of the queue", () => {
  assertEquals([lastPlace(3, 0), lastPlace(3, 9), lastPlace(1, 9)], [2, 1, 0]);
});

Deno.test("placeAt() finds the row under a point, and the nearest outside", () => {
  const edges = [100, 150, 200, 250];

  const places = [0, 99, 100, 149, 150, 249, 250, 999]
    .map((y) => placeAt(edges, y));

  assertEquals(places, [0, 0, 0, 0, 1, 2, 2, 2]);
});
