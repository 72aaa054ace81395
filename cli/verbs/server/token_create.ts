import { usage } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

const ROLES = ["user", "viewer", "agent", "admin"];

/** `ant token create`. */
export const verb: Verb = {
  words: { shown: "NAME", least: 1, most: 1 },
  description: [
    "Makes a token for somebody, and prints it: it is told only this once. A " +
    "viewer looks; a user and an agent submit, and change their own tasks; an " +
    "admin may do everything.",
  ],
  flags: [
    {
      name: "role",
      value: "ROLE",
      choices: ROLES,
      help: "What they may do; user by default.",
    },
    {
      name: "max-gpus",
      value: "N",
      help: "How many GPUs their tasks may hold at once.",
    },
    {
      name: "max-queued",
      value: "N",
      help: "How many of their tasks may be queued at once.",
    },
  ],
  examples: [["ant token create alice --role viewer > alice.token", ""]],
  seeAlso: ["token ls", "token revoke", "login"],
  run,
};

async function run({ api, words, flags }: Call): Promise<Outcome> {
  const role = flags.text("role") ?? "user";
  if (!ROLES.includes(role)) {
    throw usage(`Cannot give role "${role}": there is ${ROLES.join(", ")}`);
  }
  const made = await (await api()).send<{ token: string }>("POST", "/tokens", {
    name: words[0]!,
    role,
    maxGpus: flags.integer("max-gpus"),
    maxQueued: flags.integer("max-queued"),
  });
  return { json: made, text: `${made.token}\n`, plain: made.token };
}
