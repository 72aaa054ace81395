import type { GpuSample } from "../model/gpu.ts";
import type { TaskId } from "../model/units.ts";

/** What tasks hold of a GPU: MiB of its memory, or `null` for all of it. */
export type Holds = ReadonlyMap<TaskId, number | null>;

/**
 * How much of a GPU's memory further shares may take.
 *
 * Each holder is promised its share, and more where it takes more; others
 * keep what they have. Memory in use that no listed process owns up to, as
 * in a container that sees no pids, counts as that of holders which are not
 * listed, up to their shares; what is above that is somebody else's. Nothing
 * is given away that is not free right now.
 */
export function shareRoomMiB(sample: GpuSample, holds: Holds): number {
  const { memoryTotalMiB, memoryUsedMiB, processes } = sample;
  if (memoryTotalMiB === null || memoryUsedMiB === null) return 0;
  let promisedMiB = 0;
  let unlistedMiB = 0;
  for (const [id, shareMiB] of holds) {
    if (shareMiB === null) return 0;
    const takenMiB = measuredMiB(sample, id);
    promisedMiB += Math.max(shareMiB, takenMiB ?? 0);
    if (takenMiB === null) unlistedMiB += shareMiB;
  }
  const listed = processes ?? [];
  const listedMiB = sumMiB(listed);
  const othersMiB = sumMiB(
    listed.filter(({ taskId }) => taskId === null || !holds.has(taskId)),
  );
  const hiddenMiB = Math.max(0, memoryUsedMiB - listedMiB - unlistedMiB);
  return Math.max(
    0,
    Math.min(
      memoryTotalMiB - promisedMiB - othersMiB - hiddenMiB,
      memoryTotalMiB - memoryUsedMiB,
    ),
  );
}

/** What a task was seen to use; `null` where the driver would not say. */
export function measuredMiB(
  { processes }: GpuSample,
  id: TaskId,
): number | null {
  const own = processes?.filter(({ taskId }) => taskId === id) ?? [];
  const isKnown = own.length > 0 &&
    own.every(({ memoryUsedMiB }) => memoryUsedMiB !== null);
  return isKnown ? sumMiB(own) : null;
}

function sumMiB(processes: NonNullable<GpuSample["processes"]>): number {
  return processes.reduce((sum, one) => sum + (one.memoryUsedMiB ?? 0), 0);
}
