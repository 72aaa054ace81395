/** Where chance comes from; a test hands in loaded ones. */
export interface Dice {
  /** Draws a whole number, both ends included. */
  int(min: number, max: number): number;
  /** Draws a number from an even spread. */
  float(min: number, max: number): number;
  /** Draws a version 4 UUID, 36 characters in lower case. */
  uuid(): string;
}

/** Builds dice on a source of numbers in [0, 1) and a source of UUIDs. */
export function diceFrom(next: () => number, uuid: () => string): Dice {
  return {
    // The span may round up to a number that is one too large.
    int: (min, max) =>
      Math.min(max, min + Math.floor(next() * (max - min + 1))),
    float: (min, max) => min + next() * (max - min),
    uuid,
  };
}
