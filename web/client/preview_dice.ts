/** Draws like chance, but the same each time it starts: for a preview. */
export interface SteadyChance {
  /** The next number in [0, 1). */
  readonly next: () => number;
  /** The next UUID, version 4 in form. */
  readonly uuid: () => string;
}

/**
 * Begins a row of numbers at a seed: Mulberry32. What a preview shows must
 * not flicker with every key, so that every preview begins at the same seed.
 */
export function steadyChance(seed: number): SteadyChance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const digit = () => Math.floor(next() * 16).toString(16);
  const uuid = () =>
    "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replace(/x/g, digit);
  return { next, uuid };
}
