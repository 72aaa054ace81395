import type { Envar } from "./submit/envar.ts";
import { maskEnv } from "./secrets.ts";
import type { Json } from "./units.ts";

/** Variables as they come back from somebody who saw them masked. */
export interface MaskedChanges {
  /** What comes back just as it was shown, with its real value. */
  readonly kept: Envar;
  /** All that is new or different. */
  readonly changed: Envar;
  /** Names whose values are different and still hold a mask. */
  readonly veiled: readonly string[];
}

const MASK = /^\*{8}$|:\*{8}@/;

/**
 * Tells which variables come back as they were shown, so that a mask does not
 * take the place of the secret behind it.
 */
export function readMaskedChanges(before: Envar, sent: Envar): MaskedChanges {
  const shown = maskEnv(before);
  const kept: [string, Json][] = [];
  const changed: [string, Json][] = [];
  for (const [name, value] of Object.entries(sent)) {
    const isKept = Object.hasOwn(before, name) &&
      JSON.stringify(shown[name]) === JSON.stringify(value);
    if (isKept) kept.push([name, before[name]!]);
    else changed.push([name, value]);
  }
  return {
    kept: Object.fromEntries(kept),
    changed: Object.fromEntries(changed),
    veiled: changed.filter(([, value]) => holdsMask(value))
      .map(([name]) => name),
  };
}

function holdsMask(value: Json): boolean {
  if (typeof value === "string") return MASK.test(value);
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(holdsMask);
}
