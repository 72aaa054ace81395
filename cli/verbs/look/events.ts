import { EXIT_CODES } from "../../failure.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import { inJson } from "../../output/json.ts";
import { lineOf } from "../../output/lines.ts";
import type { Outcome } from "../../output/outcome.ts";
import { saying } from "../../output/say.ts";
import { detachable } from "../../tasks/detach.ts";
import { overRestarts } from "../../tasks/over_restarts.ts";

/** `ant events`. */
export const verb: Verb = {
  words: NO_WORDS,
  streams: true,
  description: [
    "Prints what happens as JSON, one event a line, until Ctrl-C: first a " +
    "board with everything, then patches of what changed. Each has an id; " +
    "--since with the last id seen goes on without a gap, as long as the " +
    "server remembers, and else begins with a board again. A restart of the " +
    "server is waited out, and a board is what comes next.",
  ],
  flags: [
    { name: "since", value: "ID", help: "Goes on behind this event." },
    {
      name: "count",
      short: "n",
      value: "N",
      help: "Ends after so many events.",
    },
  ],
  examples: [[
    "ant events --jsonl | jq -c '.data.upsert[]? | [.id, .state]'",
    "Every change of a task.",
  ]],
  seeAlso: ["json", "watch"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal } = call;
  const most = flags.integer("count", 1) ?? Infinity;
  const api = await call.api();
  const say = saying(call);
  return await detachable(call, "", async () => {
    let count = 0;
    let last = flags.text("since");
    const open = (opened: () => void) =>
      api.events("/events", { "last_id": last }, opened);
    for await (const { event, id, data } of overRestarts(open, say)) {
      last = id ?? last;
      const line = { event, id, data: inJson(JSON.parse(data)) };
      terminal.out(lineOf(call, line));
      if (++count >= most) break;
    }
    return { code: EXIT_CODES.done.code };
  });
}
