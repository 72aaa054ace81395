import { assertEquals } from "@std/assert";
import { GpuRounds } from "./gpu_round.ts";
import { parseGpuRow } from "./parse_smi.ts";

const aRow = (index: number) =>
  parseGpuRow(`${index}, GPU-${index}, 0:0, 1, 2, 3, 4, 5, 6, 0, A GPU`)!;

/** What comes out after each row, as indices. */
function play(rounds: GpuRounds, ...indices: readonly number[]) {
  return indices.map((index) =>
    rounds.push(aRow(index))?.map((row) => row.index) ?? null
  );
}

Deno.test("GpuRounds ends the first round when the index falls back, the next at its last GPU", () => {
  const given = play(new GpuRounds(), 0, 2, 5, 0, 2, 5, 0, 2, 5);

  assertEquals(given, [
    null,
    null,
    null,
    [0, 2, 5],
    null,
    [0, 2, 5],
    null,
    null,
    [0, 2, 5],
  ]);
});

Deno.test("GpuRounds gives out each row of a single GPU", () => {
  assertEquals(play(new GpuRounds(), 0, 0, 0), [null, [0], [0]]);

  const rounds = new GpuRounds();
  rounds.push(aRow(0));
  rounds.flush();
  assertEquals(play(rounds, 0, 0), [[0], [0]]);
});

Deno.test("GpuRounds follows a last GPU that vanishes and returns", () => {
  const rounds = new GpuRounds();
  play(rounds, 0, 1, 2);
  rounds.flush();

  assertEquals(play(rounds, 0, 1, 0, 1), [null, null, [0, 1], [0, 1]]);
  assertEquals(play(rounds, 0, 1, 2), [null, [0, 1], null]);
  assertEquals(play(rounds, 0, 1, 2), [null, null, [0, 1, 2]]);
});

Deno.test("GpuRounds.flush() gives what is there, once", () => {
  const rounds = new GpuRounds();
  assertEquals(rounds.flush(), null);
  play(rounds, 4, 5);

  assertEquals(rounds.flush()?.length, 2);
  assertEquals(rounds.flush(), null);
});
