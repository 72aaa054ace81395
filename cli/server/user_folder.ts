import type { Terminal } from "../output/terminal.ts";

/** Where the user's own files are; `null` without a home folder. */
export function userFolder(
  { env }: Pick<Terminal, "env">,
): string | null {
  const xdg = env("XDG_CONFIG_HOME");
  const home = env("HOME");
  if (xdg !== null) return `${xdg}/ant`;
  return home === null ? null : `${home}/.config/ant`;
}
