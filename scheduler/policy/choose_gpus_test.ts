import { assertEquals } from "@std/assert";
import { aGpu } from "../../tests/helpers/builders.ts";
import { chooseGpus } from "./choose_gpus.ts";

/** GPUs of which some are linked as said, and all others across sockets. */
function choose(
  nGpus: number,
  fitting: readonly number[],
  linked: readonly (readonly [number, number, string])[],
  room?: Readonly<Record<number, number>>,
) {
  const linkOf = (a: number, b: number) =>
    linked.find(([x, y]) => [a, b].includes(x) && [a, b].includes(y))?.[2] ??
      "SYS";
  const offers = new Map(fitting.map((gpu) => {
    const others = fitting.filter((other) => other !== gpu);
    const links = new Map(others.map((other) => [other, linkOf(gpu, other)]));
    return [gpu, {
      standing: { name: "free" as const },
      sample: aGpu(gpu),
      links,
    }];
  }));
  const roomMiB = room === undefined ? null : (gpu: number) => room[gpu]!;
  return chooseGpus({ fitting, nGpus, roomMiB }, offers);
}

const PAIRS = [
  [0, 1, "NV4"],
  [2, 3, "NV4"],
  [4, 5, "NV4"],
  [6, 7, "NV4"],
] as const;
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7];

Deno.test("chooseGpus() gives a wide task GPUs with the best link", () => {
  assertEquals(choose(2, [1, 2, 3, 4], PAIRS), [2, 3]);
  assertEquals(choose(4, [0, 2, 3, 5, 6, 7], PAIRS), [2, 3, 6, 7]);
  const two = [[0, 1, "PIX"], [2, 3, "NV2"], [4, 5, "NV12"]] as const;
  assertEquals(choose(2, EIGHT, two), [4, 5]);
});

Deno.test("chooseGpus() breaks no whole pair for a narrow task", () => {
  assertEquals(choose(1, [0, 1, 3, 4, 5], PAIRS), [3]);
  assertEquals(choose(3, [0, 1, 2, 3, 5], PAIRS), [0, 1, 5]);
  assertEquals(choose(1, [0, 1, 2, 3], PAIRS), [0]);
});

Deno.test("chooseGpus() looks at links only among GPUs with as much room", () => {
  const room = { 0: 10, 1: 80, 2: 80, 3: 80, 4: 80, 5: 80, 6: 80, 7: 80 };

  assertEquals(choose(1, EIGHT, PAIRS, room), [0]);
  assertEquals(choose(2, EIGHT, PAIRS, room), [0, 1]);
  assertEquals(choose(1, [1, 2, 3], PAIRS, room), [1]);
});

Deno.test("chooseGpus() keeps the order of the selection where all links are equal", () => {
  assertEquals(choose(2, [5, 3, 7], []), [5, 3]);
  assertEquals(choose(3, [5, 3, 7], PAIRS), [5, 3, 7]);
});

Deno.test("chooseGpus() answers soon however many GPUs there are", () => {
  const many = Array.from({ length: 64 }, (_, gpu) => gpu);

  assertEquals(choose(8, many, PAIRS), EIGHT);
});
