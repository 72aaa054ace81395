import type { GpuReading } from "../model/gpu.ts";
import type { GpuIndex } from "../model/units.ts";

/** GPUs that were lost for the same reason. */
export interface LostGpus {
  readonly gpus: readonly GpuIndex[];
  readonly reason: string;
}

/** The GPUs that read well a reading ago, and do not now. */
export function lostSince(
  before: GpuReading | null,
  now: GpuReading,
): readonly LostGpus[] {
  const wasWell = new Set(
    before?.gpus.filter(({ problem }) => problem === null)
      .map(({ index }) => index),
  );
  const byReason = new Map<string, GpuIndex[]>();
  for (const { index, problem } of now.gpus) {
    if (problem === null || !wasWell.has(index)) continue;
    byReason.getOrInsertComputed(problem, () => []).push(index);
  }
  return [...byReason].map(([reason, gpus]) => ({ gpus, reason }));
}
