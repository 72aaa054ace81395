import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { TurnList } from "./turn_list.ts";

Deno.test("TurnList keeps the order of a sorted list, whatever is added and deleted", () => {
  const anAction = fc.record({
    add: fc.boolean(),
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    turn: fc.integer({ min: -3, max: 3 }),
  });
  fc.assert(fc.property(fc.array(anAction, { maxLength: 40 }), (actions) => {
    const list = new TurnList();
    let sorted: { id: string; turn: number }[] = [];
    for (const { add, id, turn } of actions) {
      if (add && !list.has(id)) {
        list.add(id, turn);
        const after = sorted.findIndex((one) => one.turn > turn);
        const place = after === -1 ? sorted.length : after;
        sorted = sorted.toSpliced(place, 0, { id, turn });
      } else if (!add) {
        list.delete(id);
        sorted = sorted.filter((one) => one.id !== id);
      }
      assertEquals([...list], sorted.map(({ id }) => id));
      assertEquals(list.first, sorted[0]?.id ?? null);
      assertEquals(
        list.span,
        sorted.length === 0 ? null : [sorted[0]!.turn, sorted.at(-1)!.turn],
      );
      assertEquals(list.size, sorted.length);
    }
  }));
});
