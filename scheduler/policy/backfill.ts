import type { GpuPolicy, Placement } from "./gpu_policy.ts";
import { lookAhead } from "./look_ahead.ts";

/**
 * Backfill: each task that waits has GPUs reserved from when it can have them
 * at the latest, by time limits and by what is learned. Until then they are
 * lent to tasks behind it that will have ended. Who has no known end is lent
 * none, and who waits for one without a known end keeps all it could use.
 */
export const backfill: GpuPolicy = (state, offers, limits, rules, nowMs) => {
  const placements: Placement[] = [];
  const sight = { ...rules, nowMs, keepsAll: false, nowOnly: true };
  for (const one of lookAhead(state, offers, limits, sight)) {
    if (one.atMs > nowMs) continue;
    const { spec } = state.tasks.get(one.id)!;
    const memoryMiB = spec.options.gpuShareMiB ?? null;
    limits.add(spec);
    placements.push({
      id: one.id,
      gpus: one.gpus.map((gpu) => ({ gpu, memoryMiB })),
    });
  }
  return placements;
};
