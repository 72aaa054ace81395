import { findChromium } from "../helpers/chromium.ts";

/** A browser's path, or why there is none. */
export type Browser =
  | { readonly path: string }
  | { readonly missing: string };

/**
 * Finds Chromium, or installs Debian's package of it where this user may.
 * `say` hears of an installation before it begins, because it takes minutes.
 */
export async function needChromium(
  say: (line: string) => void,
): Promise<Browser> {
  const there = await findChromium();
  if (there !== null) return { path: there };
  if (Deno.uid() !== 0) {
    return { missing: "no Chromium on PATH, and only root may install one" };
  }
  say("  no Chromium on PATH: installing Debian's package");
  const stale = await apt("update"); // Old lists may still be good enough.
  const problem = await apt("install", "-y", "chromium");
  if (problem !== null) return { missing: stale ?? problem };
  const installed = await findChromium();
  return installed !== null
    ? { path: installed }
    : { missing: "apt-get installed no Chromium" };
}

/** What went wrong, in `apt-get`'s own last words; `null` when nothing did. */
async function apt(...args: string[]): Promise<string | null> {
  const command = new Deno.Command("apt-get", {
    args: ["-qq", ...args],
    env: { DEBIAN_FRONTEND: "noninteractive" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  });
  try {
    const { success, stderr } = await command.output();
    if (success) return null;
    const last = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
    return `apt-get ${args[0]} failed: ${last}`;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return "no Chromium on PATH, and no apt-get to install one";
  }
}
