import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { ACTIVE } from "../../tasks/task.ts";
import { actOn, DRY_RUN, YES } from "./bulk.ts";

/** `ant stop`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Stops tasks: SIGTERM for all their processes, SIGKILL after the server's " +
    "grace. A task that waits is ended where it stands, and stays on record. " +
    "It is told at once; ant wait waits for the end.",
  ],
  flags: [DRY_RUN, YES],
  examples: [
    ["ant stop fit-3", "One task."],
    ["ant stop @sweep-3f9a1c2b --dry-run", "Which of a sweep would end."],
  ],
  seeAlso: ["rm", "hold", "selectors"],
  run: (call: Call): Promise<Outcome> =>
    actOn(call, {
      action: "terminate",
      past: "Stopped",
      states: [...ACTIVE, "queued"],
    }),
};
