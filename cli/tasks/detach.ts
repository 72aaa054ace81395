import { EXIT_CODES } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import type { Outcome } from "../output/outcome.ts";
import { saying } from "../output/say.ts";

/**
 * Does something that may take long. Ctrl-C ends it and leaves the tasks
 * alone; `hint` says how to come back.
 */
export async function detachable(
  call: Pick<Call, "terminal" | "flags">,
  hint: string,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const { promise: left, resolve } = Promise.withResolvers<Outcome>();
  const leave = () => {
    saying(call)(`\nDetached, nothing was stopped. ${hint}`);
    resolve({ code: EXIT_CODES.detached.code });
  };
  Deno.addSignalListener("SIGINT", leave);
  try {
    return await Promise.race([work(), left]);
  } finally {
    Deno.removeSignalListener("SIGINT", leave);
  }
}
