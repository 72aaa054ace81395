import type { GpuIndex, Scheduler } from "../../scheduler/mod.ts";
import { BadParameter } from "./answer.ts";
import { isRecord } from "./task_ids.ts";

/**
 * Reads ANT's GPU numbers, which are places in the selection, into physical
 * indices. All are checked before any is used.
 *
 * @throws {BadParameter} for a missing list or a place that is none.
 */
export function readGpuPlaces(
  body: unknown,
  { settings: { gpus } }: Scheduler,
): readonly GpuIndex[] {
  const places = isRecord(body) ? body["gpu_indices"] : undefined;
  if (places === undefined || places === null) {
    throw new BadParameter("gpu_indices is required");
  }
  if (!Array.isArray(places)) {
    throw new BadParameter("gpu_indices must be a list of numbers", 500);
  }
  return places.map((place) => {
    const gpu = Number.isInteger(place) ? gpus[place] : undefined;
    if (gpu !== undefined) return gpu;
    const range = gpus.length === 0
      ? "there are none"
      : `0 to ${gpus.length - 1}`;
    throw new BadParameter(
      `gpu_indices: ${JSON.stringify(place)} is out of range: ${range}`,
      500,
    );
  });
}

/** ANT's list of ones and zeros. */
export function allowedGpus(scheduler: Scheduler): Promise<readonly number[]> {
  const { gpus } = scheduler.settings;
  return scheduler.read(({ drains }) =>
    gpus.map((gpu) => drains.has(gpu) ? 0 : 1)
  );
}
