import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { actOn, DRY_RUN } from "../act/bulk.ts";

/** `ant hold`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Keeps queued tasks from starting until ant release lets them. They keep their place.",
  ],
  flags: [DRY_RUN],
  examples: [["ant hold @lr", "All tasks with a tag that wait."]],
  seeAlso: ["edit", "move", "selectors"],
  run: (call: Call): Promise<Outcome> =>
    actOn(call, { action: "hold", past: "Held", states: ["queued"] }),
};
