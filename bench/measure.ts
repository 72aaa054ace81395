/** A bench: how its line is called, and what it finds. */
export interface Bench {
  readonly name: string;
  readonly run: () => Promise<readonly Finding[]>;
}

/** One line of the output. */
export interface Finding {
  /** What was measured, its unit last: `throughput.cpu.perS`. */
  readonly what: string;
  readonly figure: number;
  /** The same of what it is held against, measured in the same run. */
  readonly baseline?: { readonly of: string; readonly figure: number };
  /** What the figure, or its ratio to the baseline, must keep to. */
  readonly hold?: Hold;
}

/** A bound that HOUSE, in ARCHITECTURE.md, promises. */
export interface Hold {
  readonly of: "figure" | "ratio";
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** The middle one; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that this share of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new TypeError("Cannot rank no values");
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** How long something takes. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/**
 * Runs rivals in turn, round after round, and gives each one's median: what
 * else the machine does then falls on all of them alike.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  rivals: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(rivals) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) found.get(name)!.push(await rivals[name]());
  }
  return Object.fromEntries(
    names.map((name) => [name, median(found.get(name)!)]),
  ) as Record<Name, number>;
}

/** The JSON of a finding: figures short, the ratio worked out. */
export function lineOf({ what, figure, baseline, hold }: Finding): string {
  // Nothing to compare with where the baseline is too small to be measured.
  const ratio = baseline === undefined || baseline.figure === 0
    ? null
    : figure / baseline.figure;
  return JSON.stringify({
    what,
    figure: short(figure),
    ...baseline && {
      baseline: { of: baseline.of, figure: short(baseline.figure) },
      ratio: ratio === null ? null : short(ratio),
    },
    ...hold && { hold, holds: keeps(hold, figure, ratio) },
  });
}

function keeps(hold: Hold, figure: number, ratio: number | null): boolean {
  const value = hold.of === "ratio" ? ratio! : figure;
  return value <= (hold.atMost ?? Infinity) &&
    value >= (hold.atLeast ?? -Infinity);
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
