import type { GpuReading, GpuSample } from "./model/gpu.ts";
import type { GpuIndex } from "./model/units.ts";
import { type Holds, measuredMiB } from "./policy/share_room.ts";
import type { ShareUse } from "./view/board.ts";
import { isAboveShare, shareWords } from "./view/share_words.ts";

type UseOfGpu = ShareUse & { readonly gpu: GpuIndex };

/** What each task that holds a share of a GPU uses of it. */
export function shareUses(
  sample: GpuSample | undefined,
  holds: Holds | undefined,
): readonly ShareUse[] {
  return [...holds ?? []].flatMap(([task, shareMiB]) => {
    if (shareMiB === null) return [];
    const usedMiB = sample === undefined ? null : measuredMiB(sample, task);
    return [{ task, shareMiB, usedMiB }];
  });
}

/** Remembers who was seen above its share, so that it is told once. */
export class AboveShare {
  #known: ReadonlySet<string> = new Set();

  /** Who is above its share and was not before, a line each. */
  news(
    { gpus }: GpuReading,
    held: ReadonlyMap<GpuIndex, Holds>,
  ): readonly string[] {
    const uses = gpus.flatMap((sample) =>
      shareUses(sample, held.get(sample.index))
        .map((use) => ({ ...use, gpu: sample.index }))
    );
    const keyOf = ({ task, gpu }: UseOfGpu) => `${task} ${gpu}`;
    const isKnown = (use: UseOfGpu) => this.#known.has(keyOf(use));
    const news = uses.filter((use) => isAboveShare(use) && !isKnown(use));
    this.#known = new Set([...uses.filter(isKnown), ...news].map(keyOf));
    return news.map((use) =>
      `Task "${use.task}" on ${shareWords(use.gpu, use)}`
    );
  }
}
