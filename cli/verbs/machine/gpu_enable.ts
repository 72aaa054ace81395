import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { GPUS, switchGpus } from "./switch_gpus.ts";

/** `ant gpu enable`. */
export const verb: Verb = {
  words: GPUS,
  description: [
    "Lets GPUs take tasks again, by physical index: 0, 0,2 or 4-7. It also " +
    "ends a quarantine that the server began.",
  ],
  flags: [],
  examples: [["ant gpu enable 0", "It is used at once."]],
  seeAlso: ["gpu drain", "gpus"],
  run: (call: Call): Promise<Outcome> => switchGpus(call, { enabled: true }),
};
