import { assertEquals } from "@std/assert";
import { DARK, LIGHT, type Palette } from "./tokens.ts";

const GROUNDS = ["bg", "surface", "raised", "inset"];
const INKS = [
  ...["text", "text2", "text3", "accent", "ok", "fail", "warn", "lost"],
  "term",
];
const STATES = ["accent", "ok", "fail", "warn", "lost"];

Deno.test("both palettes have the same tokens", () => {
  assertEquals(Object.keys(LIGHT), Object.keys(DARK));
});

for (const [name, palette] of Object.entries({ light: LIGHT, dark: DARK })) {
  Deno.test(`every ink reads on every ground at 4.5:1 or more in the ${name} theme`, () => {
    const poor = INKS.flatMap((ink) =>
      GROUNDS.map((ground) => [ink, ground, contrast(palette, ink, ground)])
    ).filter(([, , ratio]) => (ratio as number) < 4.5);

    assertEquals(poor, []);
  });

  Deno.test(`every state reads on its own tint at 4.5:1 or more in the ${name} theme`, () => {
    const poor = STATES.filter((state) =>
      contrast(palette, state, `${state}-bg`) < 4.5
    );

    assertEquals(poor, []);
  });

  Deno.test(`edges of controls show at 3:1 or more in the ${name} theme`, () => {
    const poor = GROUNDS.filter((ground) =>
      contrast(palette, "ctl-line", ground) < 3
    );

    assertEquals(poor, []);
  });
}

/** The contrast of two tokens (WCAG 2.2, contrast ratio). */
function contrast(palette: Palette, one: string, other: string): number {
  const [light, dark] = [luminance(palette[one]!), luminance(palette[other]!)]
    .sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
