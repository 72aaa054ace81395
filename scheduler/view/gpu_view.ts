import type { Drain } from "../model/drain.ts";
import type { GpuSample, Standing } from "../model/gpu.ts";
import type { Links } from "../model/topology.ts";
import type { GpuIndex } from "../model/units.ts";
import type { GpuTick, GpuView, ShareUse } from "./board.ts";

/** What is known of a GPU. */
export interface KnownGpu {
  readonly position: number;
  readonly index: GpuIndex;
  readonly standing: Standing;
  readonly drain: Drain | null;
  readonly sample: GpuSample | undefined;
  readonly shares: readonly ShareUse[];
  readonly links: Links;
}

/** Shows a GPU: where it stands, and what was measured last. */
export function viewGpu(
  { position, index, standing, drain, sample, shares, links }: KnownGpu,
): GpuView {
  const reason = standing.name === "busy" || standing.name === "unknown"
    ? standing.reason
    : sample?.problem ?? null;
  return {
    position,
    index,
    uuid: sample?.uuid ?? null,
    name: sample?.name ?? null,
    enabled: drain === null,
    drain,
    status: standing.name,
    reason,
    heldBy: standing.name === "held" ? standing.by : [],
    shares,
    links: Object.fromEntries(links),
    roomMiB: standing.name === "held" ? standing.roomMiB : null,
    memoryUsedMiB: sample?.memoryUsedMiB ?? null,
    memoryTotalMiB: sample?.memoryTotalMiB ?? null,
    utilizationPercent: sample?.utilizationPercent ?? null,
    powerDrawWatts: sample?.powerDrawWatts ?? null,
    powerLimitWatts: sample?.powerLimitWatts ?? null,
    temperatureCelsius: sample?.temperatureCelsius ?? null,
    outsiders: (sample?.processes ?? [])
      .filter(({ taskId }) => taskId === null)
      .map(({ pid, user, command, memoryUsedMiB }) => ({
        pid,
        user,
        command,
        memoryUsedMiB,
      })),
  };
}

/** Packs what was measured. */
export function tickOf(gpu: GpuView): GpuTick {
  return [
    gpu.position,
    gpu.utilizationPercent,
    gpu.memoryUsedMiB,
    gpu.powerDrawWatts,
    gpu.temperatureCelsius,
  ];
}

/** Tells whether more changed than a tick can tell. */
export function differs(before: GpuView | undefined, after: GpuView): boolean {
  return before === undefined || restOf(before) !== restOf(after);
}

function restOf(gpu: GpuView): string {
  return JSON.stringify({
    ...gpu,
    utilizationPercent: 0,
    memoryUsedMiB: 0,
    powerDrawWatts: 0,
    temperatureCelsius: 0,
  });
}
