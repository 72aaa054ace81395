import { fileURLToPath } from "node:url";
import { ROOT } from "../root.ts";

/** What a Deno must be told to run a bundle; deno.json says it in sources. */
export const BUNDLE_FLAGS: readonly string[] = [
  "-A",
  "--no-config",
  "--no-lock",
  "--no-npm",
  "--unstable-no-legacy-abort",
];

/**
 * The command that runs this very program: the compiled file, or Deno itself
 * with its first module. Never a launcher, which a signal may not get past.
 */
export async function ownCommand(): Promise<readonly string[]> {
  const deno = Deno.execPath();
  if (Deno.build.standalone) return [deno];
  const root = fileURLToPath(ROOT);
  const hasSources = await Deno.stat(`${root}deno.json`)
    .then(() => true, () => false);
  return hasSources
    ? [deno, "run", "-A", "--frozen", `${root}cli/main.ts`]
    : [deno, "run", ...BUNDLE_FLAGS, `${root}cli/main.js`];
}
