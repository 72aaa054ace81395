/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What terminals stand on, in the light theme and in the dark one. */
export const TERMINAL_GROUNDS: readonly [light: Rgb, dark: Rgb] = [
  [0xfa, 0xf9, 0xf6],
  [0x0c, 0x0c, 0x0c],
];

const LEAST_CONTRAST = 4.5;
/** Leaves what rounding takes. */
const AIMED_CONTRAST = 4.6;
const STEPS = 10;

/** The color of a number from 16 in the palette of 256 (xterm's cube). */
export function paletteColor(index: number): Rgb {
  if (index >= 232) {
    const gray = 8 + (index - 232) * 10;
    return [gray, gray, gray];
  }
  const at = index - 16;
  const part = (steps: number) => steps === 0 ? 0 : 55 + steps * 40;
  return [
    part(Math.floor(at / 36)),
    part(Math.floor(at / 6) % 6),
    part(at % 6),
  ];
}

/**
 * Moves a color towards black on a light ground, towards white on a dark one,
 * only as far as it takes to read it at 4.5:1.
 */
export function readableOn(ground: Rgb, color: Rgb): Rgb {
  if (contrast(color, ground) >= LEAST_CONTRAST) return color;
  const end = luminance(ground) > 0.18 ? 0 : 255;
  let [near, far] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (near + far) / 2;
    const isEnough =
      contrast(mixed(color, end, middle), ground) >= AIMED_CONTRAST;
    if (isEnough) far = middle;
    else near = middle;
  }
  return mixed(color, end, far);
}

/** The contrast of two colors (WCAG 2.2, contrast ratio). */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Writes a color as `#rrggbb`. */
export function hexOf(color: Rgb): string {
  return "#" +
    color.map((part) => part.toString(16).padStart(2, "0")).join("");
}

function mixed([red, green, blue]: Rgb, end: number, share: number): Rgb {
  const mix = (part: number) => Math.round(part + (end - part) * share);
  return [mix(red), mix(green), mix(blue)];
}

/** WCAG 2.2, relative luminance. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
