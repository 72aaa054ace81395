import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant token revoke`. */
export const verb: Verb = {
  words: { shown: "NAME", least: 1, most: 1 },
  description: [
    "Ends a token at once, with every session that was opened by it. The " +
    "tasks that came with it stay.",
  ],
  flags: [],
  examples: [["ant token revoke alice", ""]],
  seeAlso: ["token create", "token ls"],
  run,
};

async function run({ api, words }: Call): Promise<Outcome> {
  const name = words[0]!;
  const path = `/tokens/${encodeURIComponent(name)}`;
  await (await api()).send("DELETE", path);
  return { json: { name }, plain: name, notes: [`Revoked ${name}`] };
}
