import type { GpuSample } from "../../scheduler/model/gpu.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import type { Offers } from "../../scheduler/policy/demand.ts";
import { standings } from "../../scheduler/policy/standing.ts";
import { aGpu, aReading, T0 } from "./builders.ts";

/** So many healthy idle GPUs. */
export function someGpus(count: number): readonly GpuSample[] {
  return Array.from({ length: count }, (_, gpu) => aGpu(gpu));
}

/** What may be given of these GPUs, that no outsider uses. */
export function offersOf(
  state: SchedulerState,
  gpus: readonly GpuSample[],
): Offers {
  const selection = gpus.map(({ index }) => index);
  const outlook = { selection, reading: aReading(...gpus), busy: new Map() };
  const samples = new Map(gpus.map((gpu) => [gpu.index, gpu]));
  return new Map(
    [...standings(state, outlook, T0)].map(([gpu, standing]) => [
      gpu,
      { standing, sample: samples.get(gpu) ?? null },
    ]),
  );
}
