/** The colors of one theme, by the name they carry in the sheet. */
export type Palette = Readonly<Record<string, string>>;

/** Warm paper. */
export const LIGHT: Palette = {
  bg: "#F5F4F0",
  surface: "#FCFBF9",
  raised: "#FFFFFF",
  inset: "#ECEAE4",
  tty: "#FAF9F6",
  line: "#DDDAD2",
  line2: "#C4C0B6",
  "ctl-line": "#8A857A",
  text: "#1C1B19",
  text2: "#55514A",
  text3: "#68645C",
  ink: "#24221F",
  "on-ink": "#FCFBF9",
  accent: "#0A5F69",
  "accent-mid": "#A3CCCF",
  "accent-bg": "#DCEEEE",
  sel: "#E6EFEF",
  ok: "#33591F",
  "ok-bg": "#E5ECDC",
  fail: "#AD0A2F",
  "fail-bg": "#FAE4E7",
  warn: "#835A00",
  "warn-bg": "#F5EACB",
  "warn-mid": "#D9BC74",
  lost: "#4F3FB2",
  "lost-bg": "#E8E6F7",
  term: "#5C5851",
  "term-bg": "#E6E3DC",
  scrim: "rgb(28 27 25 / .42)",
  shadow: "0 1px 2px rgb(28 27 25 / .06), 0 12px 32px rgb(28 27 25 / .14)",
};

/** Ink on black. */
export const DARK: Palette = {
  bg: "#111111",
  surface: "#191919",
  raised: "#222222",
  inset: "#0C0C0C",
  tty: "#0C0C0C",
  line: "#2B2B2B",
  line2: "#3D3D3D",
  "ctl-line": "#757575",
  text: "#ECEAE6",
  text2: "#B1AEA8",
  text3: "#928F89",
  ink: "#ECEAE6",
  "on-ink": "#161616",
  accent: "#7AD7E0",
  "accent-mid": "#2A5F65",
  "accent-bg": "#172E31",
  sel: "#1D2929",
  ok: "#B3D99F",
  "ok-bg": "#1F2A18",
  fail: "#F4816B",
  "fail-bg": "#391C17",
  warn: "#F0C266",
  "warn-bg": "#332813",
  "warn-mid": "#6B5528",
  lost: "#C98FEA",
  "lost-bg": "#2D2135",
  term: "#ABA8A2",
  "term-bg": "#2A2A2A",
  scrim: "rgb(0 0 0 / .62)",
  shadow: "0 0 0 1px #333, 0 16px 40px rgb(0 0 0 / .6)",
};

const FIXED: Palette = {
  "font-ui":
    `"Inter Variable", Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`,
  "font-mono":
    `"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace`,
  t12: ".75rem",
  t13: ".8125rem",
  t14: ".875rem",
  t16: "1rem",
  t20: "1.25rem",
  t28: "1.75rem",
  r4: "4px",
  r6: "6px",
  r8: "8px",
  r12: "12px",
  ctl: "32px",
  rail: "80px",
  top: "52px",
  gut: "20px",
  ease: "cubic-bezier(.2, 0, 0, 1)",
  fast: "120ms",
  mid: "200ms",
};

/**
 * Writes every token as a custom property: the system's theme by default,
 * the other one where a person chose it.
 */
export function tokenSheet(): string {
  return [
    `:root{color-scheme:light dark;${properties(FIXED)}${properties(LIGHT)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${
      properties(DARK)
    }}}`,
    `:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}`,
    ":root[data-theme=light]{color-scheme:light}",
  ].join("\n");
}

function properties(palette: Palette): string {
  return Object.entries(palette).map(([name, value]) => `--${name}:${value}`)
    .join(";") + ";";
}
