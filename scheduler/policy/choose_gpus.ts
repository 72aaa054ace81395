import { linkRank } from "../model/topology.ts";
import type { GpuIndex } from "../model/units.ts";
import type { Offers } from "./demand.ts";

/** What there is to choose from: GPUs that all fit, in the preferred order. */
export interface GpuChoice {
  readonly fitting: readonly GpuIndex[];
  readonly nGpus: number;
  /** Memory left on a GPU, for who asks for memory; `null` for others. */
  readonly roomMiB: ((gpu: GpuIndex) => number) | null;
}

/**
 * Chooses among GPUs that fit. Who asks for memory gets the fullest, so that
 * empty ones stay whole. Among equals a wide task gets those with the best
 * links between them, and any task those that the rest misses least: a pair
 * stays together for who needs one. Which ones, not whether: with any choice
 * the task starts.
 */
export function chooseGpus(
  { fitting, nGpus, roomMiB }: GpuChoice,
  offers: Offers,
): readonly GpuIndex[] {
  if (fitting.length <= nGpus) return fitting;
  const sorted = roomMiB === null
    ? fitting
    : fitting.toSorted((a, b) => roomMiB(a) - roomMiB(b));
  const lastMiB = roomMiB?.(sorted[nGpus - 1]!);
  const isFuller = (gpu: GpuIndex) =>
    roomMiB !== null && roomMiB(gpu) < lastMiB!;
  const fuller = sorted.filter(isFuller);
  const equals = sorted.filter((gpu) =>
    roomMiB === null || roomMiB(gpu) === lastMiB
  ).slice(0, Math.max(COMPARED, nGpus));
  const rank = ranksOf([...fuller, ...equals], offers);
  if (isUniform(equals, rank)) return sorted.slice(0, nGpus);
  const seeds = fuller.length === 0 ? equals.map((gpu) => [gpu]) : [fuller];
  const best = seeds.map((seed) => grown(seed, equals, nGpus, rank))
    .reduce((best, set) =>
      isMore(worth(set, equals, rank), worth(best, equals, rank)) ? set : best
    );
  return sorted.filter((gpu) => best.includes(gpu));
}

/** So many equals are compared; more GPUs than that no machine has. */
const COMPARED = 16;

type Rank = (a: GpuIndex, b: GpuIndex) => number;

/** Reads each link once: they are compared many times. */
function ranksOf(gpus: readonly GpuIndex[], offers: Offers): Rank {
  const ranks = new Map(gpus.map((gpu) => {
    const links = offers.get(gpu)?.links;
    const rankTo = (other: GpuIndex) => linkRank(links?.get(other));
    return [gpu, new Map(gpus.map((other) => [other, rankTo(other)]))];
  }));
  return (a, b) => ranks.get(a)!.get(b)!;
}

/**
 * Adds one GPU after the other, each the best beside those before it; among
 * equals one whose partner can follow, and as the last one that leaves none.
 */
function grown(
  from: readonly GpuIndex[],
  equals: readonly GpuIndex[],
  nGpus: number,
  rank: Rank,
): readonly GpuIndex[] {
  const set = [...from];
  while (set.length < nGpus) {
    const open = equals.filter((gpu) => !set.includes(gpu));
    const sign = set.length === nGpus - 1 ? -1 : 1;
    const worthOf = (gpu: GpuIndex) => [
      ...inner([...set, gpu], rank),
      sign * bestOf(gpu, open, rank),
    ];
    set.push(
      open.reduce((best, gpu) =>
        isMore(worthOf(gpu), worthOf(best)) ? gpu : best
      ),
    );
  }
  return set;
}

/** How fast its links are, and what those that are left lose by it. */
function worth(
  set: readonly GpuIndex[],
  equals: readonly GpuIndex[],
  rank: Rank,
): readonly number[] {
  const left = equals.filter((gpu) => !set.includes(gpu));
  const missed = set.map((gpu) => bestOf(gpu, left, rank));
  return [...inner(set, rank), -sum(missed)];
}

/** The slowest link within, and all of them. */
function inner(
  set: readonly GpuIndex[],
  rank: Rank,
): readonly [slowest: number, all: number] {
  const links = set.flatMap((a, place) =>
    set.slice(place + 1).map((b) => rank(a, b))
  );
  return [Math.min(Number.MAX_VALUE, ...links), sum(links)];
}

/** The best link to any other of these. */
function bestOf(
  gpu: GpuIndex,
  others: readonly GpuIndex[],
  rank: Rank,
): number {
  const links = others.filter((one) => one !== gpu)
    .map((one) => rank(gpu, one));
  return Math.max(0, ...links);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** Compares by the first value that differs. */
function isMore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && one[at]! > other[at]!;
}

/** As with one switch for all, or where nobody knows any link. */
function isUniform(equals: readonly GpuIndex[], rank: Rank): boolean {
  const ranks = equals.flatMap((a, place) =>
    equals.slice(place + 1).map((b) => rank(a, b))
  );
  return ranks.every((one) => one === ranks[0]);
}
