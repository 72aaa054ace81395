import {
  hexOf,
  paletteColor,
  readableOn,
  type Rgb,
  TERMINAL_GROUNDS,
} from "./readable_color.ts";

/** How text is drawn: classes, and custom properties where color is free. */
export interface TerminalLook {
  readonly look: string;
  /** `--l` and `--d`: the color in the light and in the dark theme. */
  readonly tint?: string;
}

/** One of the sixteen by number, any other by its parts, or the usual one. */
type Color = number | Rgb | null;

/** What a code switches on, and the code that switches it off again. */
const STYLES: Readonly<Record<number, readonly [name: string, off: number]>> = {
  1: ["tb", 22],
  2: ["td", 22],
  3: ["ti", 23],
  4: ["tu", 24],
  7: ["inverse", 27],
  9: ["ts", 29],
};
const SIXTEEN = 16;

/** What a program paints with (ECMA-48, 8.3.117), as classes. */
export class TerminalPen {
  #styles = new Map<string, number>();
  #front: Color = null;
  #back: Color = null;

  /** Takes the codes of one sequence; those it does not know change nothing. */
  take(codes: string): void {
    // Colons part the values of one code, semicolons codes; both are met.
    const numbers = codes.replace(/:2::/g, ":2:").split(/[;:]/).map(Number);
    for (let at = 0; at < numbers.length; at++) {
      const code = numbers[at]!;
      if (code === 38 || code === 48) {
        const { color, used } = freeColor(numbers, at + 1);
        if (code === 38) this.#front = color;
        else this.#back = color;
        at += used;
      } else this.#change(code);
    }
  }

  /** The codes that lead a fresh pen to where this one is; "" for plain text. */
  get codes(): string {
    const styles = Object.entries(STYLES)
      .filter(([, [name]]) => this.#styles.has(name))
      .map(([code]) => code);
    return [
      ...styles,
      ...codesOf(this.#front, 30),
      ...codesOf(this.#back, 40),
    ].join(";");
  }

  /** The look of what is written now; `null` for plain text. */
  get look(): TerminalLook | null {
    const isInverse = this.#styles.has("inverse");
    const [front, back] = isInverse
      ? [this.#back, this.#front]
      : [this.#front, this.#back];
    const isSolid = isInverse ? this.#back === null : back !== null;
    // On a ground of its own, text takes the terminal's ground: that reads.
    const color = isSolid ? back : front;
    const names = [...this.#styles.keys()].filter((one) => one !== "inverse");
    if (isSolid) names.push("tv");
    if (typeof color === "number") names.push(`t${color % 8}`);
    if (typeof color === "number" && color >= 8) names.push("tb");
    if (color !== null && typeof color !== "number") names.push("tx");
    if (names.length === 0) return null;
    const look = [...new Set(names)].sort().join(" ");
    return color === null || typeof color === "number"
      ? { look }
      : { look, tint: tintOf(color) };
  }

  #change(code: number): void {
    const style = STYLES[code];
    if (code === 0) {
      this.#styles.clear();
      this.#front = this.#back = null;
    } else if (style !== undefined) this.#styles.set(...style);
    else if (code === 39) this.#front = null;
    else if (code === 49) this.#back = null;
    else if (code >= 30 && code <= 37) this.#front = code - 30;
    else if (code >= 40 && code <= 47) this.#back = code - 40;
    else if (code >= 90 && code <= 97) this.#front = code - 82;
    else if (code >= 100 && code <= 107) this.#back = code - 92;
    else {
      for (const [name, off] of this.#styles) {
        if (off === code) this.#styles.delete(name);
      }
    }
  }
}

/** Writes a color; `first` is the code of black. */
function codesOf(color: Color, first: 30 | 40): readonly (number | string)[] {
  if (color === null) return [];
  if (typeof color !== "number") return [first + 8, 2, ...color];
  return [color < 8 ? first + color : first + 52 + color];
}

/** Reads `5;n` or `2;r;g;b`; what is neither is the usual color. */
function freeColor(
  numbers: readonly number[],
  at: number,
): { color: Color; used: number } {
  const [kind, ...values] = numbers.slice(at, at + 4)
    .map((one) => Math.min(255, one || 0));
  if (kind === 5 && values[0] !== undefined) {
    const [index] = values;
    return { color: index < SIXTEEN ? index : paletteColor(index), used: 2 };
  }
  const [red, green, blue] = values;
  return kind === 2 && blue !== undefined
    ? { color: [red!, green!, blue], used: 4 }
    : { color: null, used: kind === undefined ? 0 : 1 };
}

function tintOf(color: Rgb): string {
  const [light, dark] = TERMINAL_GROUNDS.map((ground) =>
    hexOf(readableOn(ground, color))
  );
  return `--l:${light};--d:${dark}`;
}
