/** A variable font of ours, latin subset, under the OFL (see static/fonts). */
interface Font {
  readonly family: string;
  readonly weights: string;
  readonly path: string;
}

/** Both are on every page: ids, commands and output are in the second. */
export const FONTS: readonly Font[] = [
  {
    family: "Inter Variable",
    weights: "100 900",
    path: "/fonts/inter-latin-wght-normal.woff2",
  },
  {
    family: "JetBrains Mono Variable",
    weights: "100 800",
    path: "/fonts/jetbrains-mono-latin-wght-normal.woff2",
  },
];

/**
 * Declares the fonts at addresses that browsers may keep. A sheet of
 * `static/` can not: it does not know the build that it belongs to.
 */
export function fontSheet(asset: (path: string) => string): string {
  return FONTS.map(({ family, weights, path }) =>
    `@font-face{font-family:"${family}";font-style:normal;` +
    `font-weight:${weights};font-display:swap;` +
    `src:url("${asset(path)}") format("woff2")}`
  ).join("\n");
}
