import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { GPUS, switchGpus } from "./switch_gpus.ts";

/** `ant gpu drain`. */
export const verb: Verb = {
  words: GPUS,
  description: [
    "Lets GPUs take no further tasks, by physical index: 0, 0,2 or 4-7. Tasks " +
    "that run there go on. It stays so over a restart.",
  ],
  flags: [
    { name: "reason", value: "TEXT", help: "Why, for others who look." },
    {
      name: "until",
      value: "WHEN",
      help: "Ends by itself then: +3h, 20:00 or 2026-01-31T20:00.",
    },
  ],
  examples: [[
    "ant gpu drain 0 --reason 'ECC errors' --until +3h",
    "For three hours.",
  ]],
  seeAlso: ["gpu enable", "gpus"],
  run,
};

function run(call: Call): Promise<Outcome> {
  const reason = call.flags.text("reason");
  const until = call.flags.text("until");
  return switchGpus(call, {
    enabled: false,
    ...reason === null ? {} : { reason },
    ...until === null ? {} : { until },
  });
}
