import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { actOn, DRY_RUN } from "../act/bulk.ts";

/** `ant release`. */
export const verb: Verb = {
  words: TASKS,
  description: ["Lets held tasks start, when their turn has come."],
  flags: [DRY_RUN],
  examples: [["ant release @lr", "All tasks with a tag that wait."]],
  seeAlso: ["edit", "move", "selectors"],
  run: (call: Call): Promise<Outcome> =>
    actOn(call, { action: "release", past: "Released", states: ["queued"] }),
};
