import type { Call } from "../grammar/verb.ts";
import { harmless } from "./harmless.ts";

/** Says sentences on stderr, unless it is to be quiet. */
export function saying(
  { flags, terminal }: Pick<Call, "flags" | "terminal">,
): (text: string) => void {
  return (text) => {
    if (!flags.has("quiet")) terminal.err(`${harmless(text)}\n`);
  };
}
