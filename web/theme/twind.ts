import { defineConfig, stringify, twind, virtual } from "@twind/core";
import autoprefix from "@twind/preset-autoprefix";
import tailwind from "@twind/preset-tailwind";

const token = (name: string) => `var(--${name})`;

/** The design's names, mapped onto its custom properties. */
const config = defineConfig({
  presets: [autoprefix(), tailwind({ disablePreflight: true })],
  hash: false,
  theme: {
    screens: { md: "768px", lg: "1360px" },
    colors: {
      current: "currentColor",
      surface: token("surface"),
      text: { DEFAULT: token("text"), 2: token("text2"), 3: token("text3") },
      accent: token("accent"),
      fail: token("fail"),
      warn: token("warn"),
      line: token("line"),
    },
    fontFamily: { sans: token("font-ui"), mono: token("font-mono") },
    fontSize: {
      12: [".75rem", "1rem"],
      13: [".8125rem", "1.25rem"],
      14: [".875rem", "1.25rem"],
      16: ["1rem", "1.5rem"],
      20: ["1.25rem", "1.5rem"],
    },
    spacing: {
      0: "0",
      1: "4px",
      2: "8px",
      3: "12px",
      4: "16px",
      5: "20px",
      6: "24px",
      8: "32px",
      12: "48px",
    },
    borderRadius: { none: "0", 1: "4px", 1.5: "6px", 2: "8px", 3: "12px" },
  },
});

/** Writes the sheet of these utility classes, and of no others. */
export function utilitySheet(classes: readonly string[]): string {
  const tw = twind(config, virtual(true));
  tw(classes.join(" "));
  return stringify(tw.target).replaceAll(/\/\*!.*?\*\//g, "");
}
