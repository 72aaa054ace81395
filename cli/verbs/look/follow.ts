import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { detachable } from "../../tasks/detach.ts";
import { followLogs } from "../../tasks/follow_logs.ts";
import { selectTasks } from "../../tasks/select.ts";
import { ACTIVE } from "../../tasks/task.ts";
import { TAIL } from "./logs.ts";

const USUAL_LINES = 20;

/** `ant follow`. */
export const verb: Verb = {
  words: { ...TASKS, least: 0 },
  streams: true,
  description: [
    `Prints the last ${USUAL_LINES} lines of a task's log and what it writes ` +
    "from then on, until it has ended: ant logs -f --tail 20. Without a task, " +
    "follows the one that was queued last.",
  ],
  flags: [
    { ...TAIL, help: `Begins with the last N lines, ${USUAL_LINES} usually.` },
  ],
  examples: [
    ["ant follow", "The newest task."],
    ["ant follow fit-3", "That one; Ctrl-C lets it go on."],
  ],
  seeAlso: ["logs", "wait"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal, words } = call;
  const api = await call.api();
  const named = words.length === 0 ? ["last"] : words;
  const choice = { api, terminal, flags, states: [...ACTIVE, "queued"] };
  const ids = await selectTasks(choice, named);
  const tail = flags.integer("tail") ?? USUAL_LINES;
  const hint = `ant follow ${ids.join(" ")} goes on.`;
  return await detachable(call, hint, () => followLogs({ ...call, ids, tail }));
}
