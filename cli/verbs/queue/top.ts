import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { actOn, DRY_RUN } from "../act/bulk.ts";

/** `ant top`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Moves queued tasks to the head of the queue, in the order in which they " +
    "are named. For a live view, see ant watch.",
  ],
  flags: [DRY_RUN],
  examples: [["ant top urgent-1 urgent-2", "These two are next."]],
  seeAlso: ["move", "watch"],
  run: (call: Call): Promise<Outcome> =>
    actOn(call, { action: "promote", past: "Moved", states: ["queued"] }),
};
