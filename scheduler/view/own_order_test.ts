import { assertEquals } from "@std/assert";
import { inOwnOrder, keptOrder, movedTo, withPart } from "./own_order.ts";

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

Deno.test("withPart() arranges some among themselves, and leaves the others where they are", () => {
  const whole = ["a", "x", "b", "y", "c"];

  assertEquals(withPart(whole, ["c", "gone", "a", "b"]), [
    "c",
    "x",
    "a",
    "y",
    "b",
  ]);
});

Deno.test("keptOrder() keeps what inOwnOrder() needs of 10,000 tasks, and no more", () => {
  const latestFirst = Array.from({ length: 10_000 }, (_, at) => `${at}`);
  const moves = [["7", 0], ["0", 5], ["9999", 2], ["3", 9_999]] as const;
  const lengths: number[] = [];

  for (const [id, place] of moves) {
    const order = movedTo(latestFirst, id, place);
    const kept = keptOrder(order, latestFirst);
    lengths.push(kept.length);
    assertEquals(inOwnOrder(latestFirst, kept), order);
    assertEquals(inOwnOrder(["new", ...latestFirst], kept), ["new", ...order]);
  }

  assertEquals(lengths, [8, 6, 10_000, 10_000]);
  assertEquals(keptOrder(latestFirst, latestFirst), []);
});
