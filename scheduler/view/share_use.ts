import type { TaskId } from "../model/units.ts";
import type { GpuView, ShareUse } from "./board.ts";
import { gigabytes } from "./words.ts";

/** Tells whether a task uses more of a GPU's memory than it asked for. */
export function isAboveShare({ shareMiB, usedMiB }: ShareUse): boolean {
  return (usedMiB ?? 0) > shareMiB;
}

/** What a task uses of its share of a GPU, in words. */
export function shareWords(gpu: number, use: ShareUse): string {
  const { shareMiB, usedMiB } = use;
  const amounts = `${gigabytes(usedMiB)} of ${gigabytes(shareMiB)} GB`;
  const words = `GPU ${gpu}: ${amounts}`;
  return isAboveShare(use) ? `${words}, above its share` : words;
}

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
