import {
  type GpuReading,
  type GpuSample,
  SAMPLE_LIFE_MS,
  type Standing,
} from "../model/gpu.ts";
import type { SchedulerState } from "../model/state.ts";
import { heldShares } from "../model/task.ts";
import type { EpochMs, GpuIndex, TaskId } from "../model/units.ts";
import { type Holds, shareRoomMiB } from "./share_room.ts";

/** What is known of the GPUs beside our own tasks. */
export interface GpuOutlook {
  /** The selected GPUs, in the order they were selected. */
  readonly selection: readonly GpuIndex[];
  readonly reading: GpuReading | null;
  /** GPUs that outsiders use too much of, with the measured reason. */
  readonly busy: ReadonlyMap<GpuIndex, string>;
}

/** The tasks that hold each GPU: the one answer to "whose is it". */
export function holders(
  { holding, tasks }: SchedulerState,
): Map<GpuIndex, Holds> {
  const map = new Map<GpuIndex, Map<TaskId, number | null>>();
  for (const id of holding) {
    for (const { gpu, memoryMiB } of heldShares(tasks.get(id)!)) {
      const others = map.get(gpu);
      if (others === undefined) map.set(gpu, new Map([[id, memoryMiB]]));
      else others.set(id, memoryMiB);
    }
  }
  return map;
}

/**
 * Says where each selected GPU stands. What cannot be read is not used:
 * a missing, old or troubled sample makes a GPU unknown, never free.
 */
export function standings(
  state: SchedulerState,
  { selection, reading, busy }: GpuOutlook,
  nowMs: EpochMs,
): Map<GpuIndex, Standing> {
  const held = holders(state);
  const samples = new Map(reading?.gpus.map((gpu) => [gpu.index, gpu]));
  return new Map(selection.map((gpu): [GpuIndex, Standing] => {
    const holds = held.get(gpu);
    const isOff = state.drains.has(gpu);
    const sample = samples.get(gpu);
    const unknown = unreadable(sample, reading, nowMs);
    if (holds !== undefined) {
      const isClosed = isOff || unknown !== null;
      const roomMiB = isClosed ? 0 : shareRoomMiB(sample!, holds);
      return [gpu, { name: "held", by: [...holds.keys()], roomMiB }];
    }
    if (isOff) return [gpu, { name: "disabled" }];
    if (unknown !== null) return [gpu, { name: "unknown", reason: unknown }];
    const reason = busy.get(gpu);
    if (reason !== undefined) return [gpu, { name: "busy", reason }];
    return [gpu, { name: "free" }];
  }));
}

/** Why a GPU cannot be used as it reads; `null` when it can. */
export function unreadable(
  sample: GpuSample | undefined,
  reading: GpuReading | null,
  nowMs: EpochMs,
): string | null {
  if (reading === null) return "not read yet";
  if (reading.problem !== null) return reading.problem;
  if (sample === undefined) return "not reported";
  if (sample.problem !== null) return sample.problem;
  const ageMs = nowMs - sample.sampledAtMs;
  return ageMs > SAMPLE_LIFE_MS
    ? `last read ${Math.round(ageMs / 1000)} s ago`
    : null;
}
