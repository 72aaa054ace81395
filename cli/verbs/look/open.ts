import { type Call, ONE_TASK, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { openPage, pageOf } from "../../server/pages.ts";
import { selectTask } from "../../tasks/select.ts";
import { STATES } from "../../tasks/task.ts";

/** `ant open`. */
export const verb: Verb = {
  words: { ...ONE_TASK, least: 0 },
  description: [
    "Opens the dashboard, or the page of a task, in the program that BROWSER " +
    "names or the usual one.",
  ],
  flags: [{
    name: "print",
    value: null,
    help: "Prints the address, and opens nothing.",
  }],
  examples: [["ant open last", "The log of the newest task."]],
  seeAlso: ["show"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { words: [word], terminal, flags } = call;
  const api = await call.api();
  const choice = { api, terminal, flags, states: STATES };
  const url = word === undefined
    ? `${api.place.dashboardUrl}/`
    : pageOf(api.place, { id: await selectTask(choice, word) });
  if (flags.has("print")) return { json: { url }, text: url };
  openPage(call, url);
  return { json: { url } };
}
