import type { BoardView } from "./board.ts";
import { mayUseGpu } from "./demand_view.ts";
import { isOpenTo, type Waiting, type WaitReason } from "./wait_reason.ts";

/**
 * Finds the reservation that leaves a task too little time on GPUs that are
 * free now: what keeps it waiting where tasks may start early.
 */
export function reservedBefore(
  { forecast: { starts, killGraceMs, policy }, gpus, nowMs }: BoardView,
  task: Waiting,
): WaitReason | null {
  if (policy !== "backfill") return null;
  const firsts = gpus.filter((gpu) => mayUseGpu(task, gpu))
    .filter((gpu) => isOpenTo(task, gpu))
    .map(({ index }) =>
      starts.filter(({ id, gpus }) => id !== task.id && gpus.includes(index))
        .sort((a, b) => a.atMs - b.atMs)[0]
    )
    .sort((a, b) => (b?.atMs ?? Infinity) - (a?.atMs ?? Infinity));
  const first = firsts[task.nGpus - 1];
  if (first === undefined) return null;
  const limitMs = Math.max(0, first.atMs - nowMs - killGraceMs);
  return { kind: "reserved", behind: first.id, atMs: first.atMs, limitMs };
}
