import { EXIT_CODES } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import type { Outcome } from "../output/outcome.ts";

/**
 * Does something that may take long. Ctrl-C ends it and leaves the tasks
 * alone; `hint` says how to come back.
 */
export async function detachable(
  { terminal, flags }: Pick<Call, "terminal" | "flags">,
  hint: string,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const { promise: left, resolve } = Promise.withResolvers<Outcome>();
  const leave = () => {
    if (!flags.has("quiet")) {
      terminal.err(`\nDetached, nothing was stopped. ${hint}\n`);
    }
    resolve({ code: EXIT_CODES.detached.code });
  };
  Deno.addSignalListener("SIGINT", leave);
  try {
    return await Promise.race([work(), left]);
  } finally {
    Deno.removeSignalListener("SIGINT", leave);
  }
}
