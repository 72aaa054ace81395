import type { Span } from "./command_text.ts";
import type { Dice } from "./dice.ts";

/** A `{rand …}` whose range cannot be drawn from. */
export interface BadRand {
  readonly message: string;
  readonly token: string;
  readonly offset: number;
}

// A number is a sign, digits, and decimals: `.5` is one, `1.` and `1e3` are not.
const RAND =
  /\{rand (int|float) ([-+]?(?:\d+(?:\.\d+)?|\.\d+)) ([-+]?(?:\d+(?:\.\d+)?|\.\d+))\}/g;

/** Tells where drawn text stands in what came of it. */
export type OnDrawn = (span: Span) => void;

/**
 * Draws every `{rand int A B}` (both ends included) and `{rand float A B}` of
 * a text. What is written in any other way stays as it is.
 */
export function drawRand(
  text: string,
  dice: Dice,
  onBad: (bad: BadRand) => void,
  onDrawn?: OnDrawn,
): string {
  let grown = 0;
  return text.replace(RAND, (token, kind, from, to, offset: number) => {
    const [min, max] = [Number(from), Number(to)];
    const why = kind === "int" ? whyNotInt(from, to) : whyNotFloat(min, max);
    if (why !== null) {
      onBad({
        message: `ValueError: Cannot draw "${token}": ${why}`,
        token,
        offset,
      });
      return token;
    }
    const drawn = kind === "int"
      ? String(dice.int(min, max))
      : String(dice.float(Math.min(min, max), Math.max(min, max)));
    const start = offset + grown;
    onDrawn?.({ start, end: start + drawn.length });
    grown += drawn.length - token.length;
    return drawn;
  });
}

function whyNotInt(from: string, to: string): string | null {
  if (from.includes(".") || to.includes(".")) {
    return "int takes whole numbers, use float for decimals";
  }
  const [min, max] = [Number(from), Number(to)];
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) {
    return `numbers go up to ${Number.MAX_SAFE_INTEGER}`;
  }
  return min > max ? `${from} is greater than ${to}` : null;
}

function whyNotFloat(min: number, max: number): string | null {
  return Number.isFinite(max - min) ? null : "the range is too wide";
}
