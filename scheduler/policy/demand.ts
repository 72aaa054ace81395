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
 * whatever becomes free, and with it all of its lane, who want as many; tells
 * whether it did.
 */
export function passOver(line: Line, spec: TaskSpec, offers: Offers): boolean {
  if (isPossible(spec, offers)) return false;
  line.drop();
  return true;
}

/** Tells whether enough GPUs are of the kind that a task wants. */
export function isPossible(spec: TaskSpec, offers: Offers): boolean {
  let ofKind = 0;
  for (const [gpu, { sample }] of offers) {
    if (mayUse(spec, gpu, sample)) ofKind++;
  }
  return ofKind >= spec.nGpus;
}
