import type { GpuIndex } from "./units.ts";

/** How two GPUs are connected, as `nvidia-smi topo -m` names it: NV18, PIX … */
export type Link = string;

/** The links of one GPU to others, by their physical index. */
export type Links = ReadonlyMap<GpuIndex, Link>;

/** The links of every GPU; a GPU that is not there has links nobody knows. */
export type Topology = ReadonlyMap<GpuIndex, Links>;

/** From the slowest to the fastest, by the legend of `nvidia-smi topo -m`. */
const SLOWEST_FIRST = ["SYS", "NODE", "PHB", "PXB", "PIX"];
const NVLINK = /^NV(\d+)$/;

/** Orders links: a faster one is higher; 0 for one that nobody knows. */
export function linkRank(link: Link | undefined): number {
  if (link === undefined) return 0;
  const [, lanes] = NVLINK.exec(link) ?? [];
  return lanes === undefined
    ? SLOWEST_FIRST.indexOf(link) + 1
    : SLOWEST_FIRST.length + Number(lanes);
}

/** What people call a link; `null` for one that nobody knows. */
export function linkWords(link: Link | undefined): string | null {
  switch (link) {
    case undefined:
      return null;
    case "PIX":
    case "PXB":
      return "PCIe switch";
    case "PHB":
      return "PCIe";
    case "NODE":
      return "same socket";
    case "SYS":
      return "across sockets";
    default:
      return NVLINK.test(link) ? "NVLink" : null;
  }
}
