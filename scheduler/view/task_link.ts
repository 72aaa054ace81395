import { linkRank, linkWords } from "../model/topology.ts";
import type { GpuIndex } from "../model/units.ts";
import type { GpuView } from "./board.ts";

/** What connects a task's GPUs, by the slowest link; `null` if unknown. */
export function linkBetween(
  gpus: readonly GpuView[],
  held: readonly GpuIndex[],
): string | null {
  const links = gpus.filter(({ index }) => held.includes(index))
    .flatMap((gpu, place, own) =>
      own.slice(place + 1).map(({ index }) => gpu.links[index])
    );
  if (links.length === 0) return null;
  return linkWords(
    links.reduce((slowest, link) =>
      linkRank(link) < linkRank(slowest) ? link : slowest
    ),
  );
}
