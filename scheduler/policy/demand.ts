import type { GpuSample, Standing } from "../model/gpu.ts";
import type { Links } from "../model/topology.ts";
import type { TaskSpec } from "../model/task.ts";
import type { GpuIndex } from "../model/units.ts";
import type { Line } from "./fair_line.ts";

/** What is known of a GPU when tasks are placed. */
export interface GpuOffer {
  readonly standing: Standing;
  readonly sample: GpuSample | null;
  /** How it is connected to others, as far as that is known. */
  readonly links?: Links;
}

/** The selected GPUs, in the order they were selected. */
export type Offers = ReadonlyMap<GpuIndex, GpuOffer>;

/** Tells whether a task may be put on a GPU at all, free or not. */
export function mayUse(
  { options }: TaskSpec,
  gpu: GpuIndex,
  sample: GpuSample | null,
): boolean {
  const { gpuIds, gpuTypes, gpuMemMiB = 0, gpuShareMiB = 0 } = options;
  if (gpuIds !== undefined && !gpuIds.includes(gpu)) return false;
  const wantedMiB = Math.max(gpuMemMiB, gpuShareMiB);
  if ((sample?.memoryTotalMiB ?? Infinity) < wantedMiB) return false;
  if (gpuTypes === undefined) return true;
  const name = sample?.name?.toLowerCase() ?? "";
  return gpuTypes.some((type) => name.includes(type));
}

/** Tells whether a GPU has the memory free that a task asks for. */
export function hasRoom(
  { options: { gpuMemMiB } }: TaskSpec,
  sample: GpuSample | null,
): boolean {
  return gpuMemMiB === undefined || (freeMiB(sample) ?? 0) >= gpuMemMiB;
}

/** Free memory in MiB; `null` where the driver would not say. */
export function freeMiB(sample: GpuSample | null): number | null {
  const { memoryTotalMiB = null, memoryUsedMiB = null } = sample ?? {};
  return memoryTotalMiB === null || memoryUsedMiB === null
    ? null
    : memoryTotalMiB - memoryUsedMiB;
}

/**
 * Passes over who is next where fewer GPUs are of its kind than it wants,
 * whatever becomes free; tells whether it did. Where none is, its whole lane
 * wants what is not there, and is passed over at once.
 */
export function passOver(line: Line, spec: TaskSpec, offers: Offers): boolean {
  const ofKind = [...offers].filter(([gpu, { sample }]) =>
    mayUse(spec, gpu, sample)
  );
  if (ofKind.length >= spec.nGpus) return false;
  if (ofKind.length === 0) line.drop();
  else line.advance();
  return true;
}
