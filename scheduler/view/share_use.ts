import type { TaskId } from "../model/units.ts";
import type { GpuView, ShareUse } from "./board.ts";

/** The shares of one task, by GPU. */
export function sharesOf(
  gpus: readonly GpuView[],
  id: TaskId,
): readonly (readonly [gpu: number, use: ShareUse])[] {
  return gpus.flatMap(({ index, shares }) =>
    shares.filter(({ task }) => task === id)
      .map((use) => [index, use] as const)
  );
}
