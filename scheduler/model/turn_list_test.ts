import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { TurnList } from "./turn_list.ts";

interface Placed {
  readonly id: string;
  readonly turn: number;
}

const idsOf = (sorted: readonly Placed[]) => sorted.map(({ id }) => id);

/** The same by a sorted array, which is slow and plain. */
function inserted(sorted: readonly Placed[], one: Placed): readonly Placed[] {
  const after = sorted.findIndex(({ turn }) => turn > one.turn);
  return sorted.toSpliced(after === -1 ? sorted.length : after, 0, one);
}

Deno.test("TurnList keeps the order of a sorted list, whatever is added, renamed and deleted", () => {
  const anAction = fc.record({
    what: fc.constantFrom("add", "append", "rename", "delete"),
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    to: fc.constantFrom("a", "b", "g", "h"),
    turn: fc.integer({ min: -3, max: 3 }),
  });
  fc.assert(fc.property(fc.array(anAction, { maxLength: 40 }), (actions) => {
    const list = new TurnList();
    let sorted: readonly Placed[] = [];
    for (const { what, id, to, turn } of actions) {
      if (what === "add" && !list.has(id)) {
        list.add(id, turn);
        sorted = inserted(sorted, { id, turn });
      } else if (what === "append" && !list.has(id)) {
        list.append(id, turn);
        const last = Math.max(turn, sorted.at(-1)?.turn ?? turn);
        sorted = [...sorted, { id, turn: last }];
      } else if (what === "rename" && !list.has(to)) {
        list.rename(id, to);
        sorted = sorted.map((one) => one.id === id ? { ...one, id: to } : one);
      } else if (what === "delete") {
        list.delete(id);
        sorted = sorted.filter((one) => one.id !== id);
      }
      assertEquals([...list], idsOf(sorted));
      assertEquals(list.first, sorted[0]?.id ?? null);
      assertEquals(
        list.span,
        sorted.length === 0 ? null : [sorted[0]!.turn, sorted.at(-1)!.turn],
      );
      assertEquals(list.size, sorted.length);
    }
  }));
});

Deno.test("TurnList goes through many from any turn on, and back from any of them", () => {
  const turns = fc.array(fc.integer({ min: 0, max: 800 }), {
    minLength: 1500,
    maxLength: 2500,
  });
  const some = fc.tuple(turns, fc.integer({ min: -1, max: 801 }), fc.nat());
  fc.assert(
    fc.property(some, ([turns, from, seed]) => {
      const list = new TurnList();
      for (const [at, turn] of turns.entries()) list.add(`${at}`, turn);
      for (let at = 0; at < turns.length; at += 3) list.delete(`${at}`);
      const left = turns.map((turn, at) => ({ id: `${at}`, turn }))
        .filter((_, at) => at % 3 !== 0)
        .sort((a, b) => a.turn - b.turn);

      const place = seed % left.length;
      assertEquals([...list], idsOf(left));
      assertEquals(
        [...list.turns(from)].map(({ id }) => id),
        idsOf(left.filter(({ turn }) => turn >= from)),
      );
      assertEquals([...list.backward()], idsOf(left.toReversed()));
      assertEquals(
        [...list.backward(left[place]!.id)],
        idsOf(left.slice(0, place).reverse()),
      );
    }),
    { numRuns: 20 },
  );
});
