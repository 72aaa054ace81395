import { assertEquals } from "@std/assert";
import { Scene } from "../../tests/fixtures/nvidia_smi/scene.ts";
import { linkRank, linkWords } from "../model/topology.ts";
import { parseTopology, readTopology, simulatedTopology } from "./topology.ts";

const FIXTURES = new URL("../../tests/fixtures/nvidia_smi/", import.meta.url);

function fixture(name: string): Promise<string> {
  return Deno.readTextFile(new URL(`${name}/topo.txt`, FIXTURES));
}

Deno.test("parseTopology() reads links between GPUs, and leaves out all else", async () => {
  const found = parseTopology(await fixture("four_in_pairs"));

  assertEquals([...found.keys()], [0, 1, 2, 3]);
  assertEquals([...found.get(0)!], [[1, "NV4"], [2, "NODE"], [3, "SYS"]]);
  assertEquals([...found.get(3)!], [[0, "SYS"], [1, "NODE"], [2, "NV4"]]);
});

Deno.test("parseTopology() reads one switch for all", async () => {
  const found = parseTopology(await fixture("eight_h100"));

  assertEquals(found.size, 8);
  assertEquals(
    new Set(found.values().flatMap((links) => links.values())).size,
    1,
  );
});

Deno.test("parseTopology() finds nothing in what is no table", () => {
  for (const text of ["", "No devices were found", "\tNIC0\nNIC0\t X"]) {
    assertEquals(parseTopology(text), new Map());
  }
});

Deno.test("readTopology() asks the program, and knows nothing where it fails", async () => {
  await using scene = await Scene.of("eight_h100");

  assertEquals((await readTopology(scene.program)).get(7)!.get(0), "NV18");
  await scene.play("missing-driver");
  assertEquals(await readTopology(scene.program), new Map());
});

Deno.test("simulatedTopology() is as a file says, or one switch", async () => {
  const pairs = new URL("four_in_pairs/topo.txt", FIXTURES).pathname;

  assertEquals((await simulatedTopology(pairs, 4)).get(0)!.get(1), "NV4");
  assertEquals(
    await simulatedTopology(`${pairs}.none`, 2),
    new Map([[0, new Map([[1, "NV18"]])], [1, new Map([[0, "NV18"]])]]),
  );
});

Deno.test("linkRank() orders links by their speed, and linkWords() names them", () => {
  const links = [undefined, "SYS", "NODE", "PHB", "PXB", "PIX", "NV1", "NV18"];

  const ranks = links.map(linkRank);

  assertEquals(ranks, ranks.toSorted((a, b) => a - b));
  assertEquals(new Set(ranks).size, links.length);
  assertEquals([undefined, "NV4", "PIX", "SYS", "??"].map(linkWords), [
    null,
    "NVLink",
    "PCIe switch",
    "across sockets",
    null,
  ]);
});
