import { assertEquals } from "@std/assert";
import {
  inOwnOrder,
  keptOrder,
  movedTo,
  OWN_ORDER_LIMIT,
} from "./own_order.ts";

Deno.test("inOwnOrder() keeps what a hand arranged, the new above and the rest below", () => {
  const latestFirst = ["new", "e", "d", "c", "b", "a"];

  assertEquals(inOwnOrder(latestFirst, ["c", "e", "gone"]), [
    "new",
    "c",
    "e",
    "d",
    "b",
    "a",
  ]);
  assertEquals(inOwnOrder(latestFirst, []), latestFirst);
});

Deno.test("movedTo() puts a row where it was dropped, up or down", () => {
  assertEquals(movedTo(["a", "b", "c"], "c", 0), ["c", "a", "b"]);
  assertEquals(movedTo(["a", "b", "c"], "a", 2), ["b", "c", "a"]);
});

Deno.test("keptOrder() is bounded", () => {
  const many = Array.from({ length: OWN_ORDER_LIMIT + 5 }, (_, at) => `${at}`);

  assertEquals(keptOrder(many).length, OWN_ORDER_LIMIT);
});
