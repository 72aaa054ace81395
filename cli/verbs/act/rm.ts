import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { ENDED } from "../../tasks/task.ts";
import { actOn, DRY_RUN, YES } from "./bulk.ts";

/** `ant rm`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Takes tasks off the record: ended ones out of the history, waiting ones " +
    "out of the queue when they are named. Their logs stay. One that runs is " +
    "refused; ant stop ends it first.",
  ],
  flags: [DRY_RUN, YES],
  examples: [
    ["ant rm %failed --dry-run", "Which failures would be forgotten."],
    ["ant rm @sweep-3f9a1c2b", "What has ended of a sweep."],
  ],
  seeAlso: ["stop", "selectors"],
  run: (call: Call): Promise<Outcome> =>
    actOn(call, { action: "forget", past: "Removed", states: ENDED }),
};
