import { assertEquals } from "@std/assert";
import { aGpuView } from "../../tests/helpers/views.ts";
import { groupHolds } from "./gpu_holds.ts";

const held = (index: number, ...heldBy: string[]) =>
  aGpuView(index, { status: "held", heldBy });
const spans = (...gpus: ReturnType<typeof aGpuView>[]) =>
  groupHolds(gpus).map(({ kind, gpus }) => [kind, gpus.length]);

Deno.test("groupHolds() puts neighbors of one task under one head", () => {
  assertEquals(
    spans(held(0, "a"), held(1, "a"), held(2, "b"), aGpuView(3)),
    [["ours", 2], ["ours", 1], ["free", 1]],
  );
});

Deno.test("groupHolds() begins anew at every fourth GPU, and says where the rest is", () => {
  const gpus = [0, 1, 2, 3, 4, 5].map((index) => held(index, "wide"));

  const [first, second] = groupHolds(gpus);

  assertEquals([first!.gpus.length, second!.gpus.length], [4, 2]);
  assertEquals(first!.elsewhere, [4, 5]);
  assertEquals(second!.beginsRow, true);
});

Deno.test("groupHolds() leaves GPUs that are not ours on their own", () => {
  assertEquals(
    spans(
      aGpuView(0),
      aGpuView(1),
      aGpuView(2, { status: "busy" }),
      aGpuView(3, { status: "busy" }),
      aGpuView(4, { status: "unknown" }),
      aGpuView(5, { status: "disabled", enabled: false }),
    ),
    [
      ["free", 1],
      ["free", 1],
      ["outsider", 1],
      ["outsider", 1],
      ["unknown", 1],
      ["disabled", 1],
    ],
  );
});
