import type { ShareUse } from "./board.ts";
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
