import { resolve } from "node:path";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant backup`. */
export const verb: Verb = {
  words: { shown: "FILE", least: 1, most: 1, complete: "file" },
  description: [
    "Backs up a server while it works: queue, history, tokens and saved " +
    "variables as they are at one moment, and none of the logs. The file holds " +
    "secrets and is readable for its owner alone. It takes the token of an admin.",
  ],
  flags: [],
  examples: [["ant backup ant.json", "One that is there already is replaced."]],
  seeAlso: ["restore"],
  run,
};

async function run({ api, words, terminal }: Call): Promise<Outcome> {
  const path = resolve(terminal.cwd, words[0]!);
  const bytes = await (await (await api()).fetch("/backup")).bytes();
  const aside = `${path}.tmp`;
  await Deno.writeFile(aside, bytes, { mode: 0o600 });
  await Deno.rename(aside, path);
  return {
    json: { path, bytes: bytes.length },
    plain: path,
    notes: [`Wrote ${path}, ${bytes.length} bytes`],
  };
}
