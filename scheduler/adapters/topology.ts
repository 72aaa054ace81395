import type { Topology } from "../model/topology.ts";
import { askTopology } from "./ask_smi.ts";

/** Colors and underlines, which the program writes to files as well. */
// deno-lint-ignore no-control-regex
const ESCAPES = /\u001b\[[0-9;]*m/g;

/**
 * Reads the table of `nvidia-smi topo -m`, cells between tabs:
 *
 * ```text
 *         GPU0    GPU1    NIC0    CPU Affinity    NUMA Affinity
 * GPU0     X      NV18    PXB     0-55,112-167    0
 * GPU1    NV18     X      SYS     0-55,112-167    0
 * NIC0    PXB     SYS      X
 * ```
 *
 * Rows and columns of other devices are left out, and so is what is no table.
 */
export function parseTopology(text: string): Topology {
  const rows = text.replaceAll(ESCAPES, "").split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()));
  const head = rows.findIndex(([first, second]) =>
    first === "" && gpuOf(second) !== null
  );
  const columns = rows[head]?.map(gpuOf) ?? [];
  return new Map(
    rows.slice(head + 1).flatMap(([name, ...cells]) => {
      const gpu = gpuOf(name);
      if (gpu === null || head < 0) return [];
      const links = cells.flatMap((link, place) => {
        const other = columns[place + 1] ?? null;
        return other === null || other === gpu ? [] : [[other, link] as const];
      });
      return [[gpu, new Map(links)] as const];
    }),
  );
}

/** Asks once how GPUs are connected; nothing where nobody tells. */
export async function readTopology(program: string): Promise<Topology> {
  const asked = await askTopology(program);
  return "problem" in asked ? new Map() : parseTopology(asked.text);
}

/**
 * How simulated GPUs are connected: as a file says, in the same form, or all
 * by one switch where there is none.
 */
export async function simulatedTopology(
  path: string,
  count: number,
): Promise<Topology> {
  try {
    return parseTopology(await Deno.readTextFile(path));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const gpus = Array.from({ length: count }, (_, gpu) => gpu);
  return new Map(gpus.map((gpu) => [
    gpu,
    new Map(
      gpus.filter((other) => other !== gpu).map((other) => [other, "NV18"]),
    ),
  ]));
}

function gpuOf(cell: string | undefined): number | null {
  const index = /^GPU(\d{1,4})$/.exec(cell ?? "")?.[1];
  return index === undefined ? null : Number(index);
}
