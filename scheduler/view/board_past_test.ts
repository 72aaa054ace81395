import { assertEquals } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import { aBoardView, aGpuView } from "../../tests/helpers/views.ts";
import { addToPast, shortened } from "./board_past.ts";

const NOTHING = { loads: [], cpuPercent: [], ramGiB: [], atMs: T0 };

Deno.test("shortened() keeps the newest slots, and a gap where nothing was read", () => {
  const history = Array.from({ length: 300 }, (_, i) => i);

  assertEquals(shortened(history, 300).length, 60);
  assertEquals(shortened(history, 300)[0], 240);
  assertEquals(shortened([7, 7, 7, 8], 2), [null, null, 7, 8]);
  assertEquals(shortened([null, null], 0), [null, null]);
});

Deno.test("addToPast() adds a slot a second, whatever comes in between", () => {
  const board = (ms: number, utilizationPercent: number | null) =>
    aBoardView({ nowMs: T0 + ms, gpus: [aGpuView(0, { utilizationPercent })] });

  let past = addToPast(NOTHING, board(1_000, 10));
  past = addToPast(past, board(1_300, 99));
  past = addToPast(past, board(2_000, null));

  assertEquals(past.loads, [[10, null]]);
});
