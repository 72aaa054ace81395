import { heldShares, type Task } from "./task.ts";
import type { EpochMs } from "./units.ts";

/** GPU time that somebody has used, as it weighed at some moment. */
export interface Usage {
  /** GPUs times milliseconds; what is a half-life old counts half. */
  readonly gpuMs: number;
  readonly atMs: EpochMs;
}

/** What it weighs at a later moment. */
export function usedAt(
  usage: Usage | undefined,
  nowMs: EpochMs,
  halfLifeMs: number,
): number {
  if (usage === undefined) return 0;
  const age = Math.max(0, nowMs - usage.atMs) / halfLifeMs;
  return usage.gpuMs * 2 ** -age;
}

/** What an active task has used so far. */
export function usedSoFar(task: Task, nowMs: EpochMs): number {
  const ranMs = Math.max(0, nowMs - (task.startedAtMs ?? nowMs));
  return heldShares(task).length * ranMs;
}
