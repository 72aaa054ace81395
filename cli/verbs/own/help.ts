import { nearest } from "../../../scheduler/model/submit/nearest.ts";
import { Failure } from "../../failure.ts";
import { manualPage } from "../../grammar/manual_page.ts";
import { overview } from "../../grammar/overview.ts";
import { TOPICS } from "../../grammar/topics.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { findVerb } from "../../find_verb.ts";
import { VERBS } from "../../verb_list.ts";

/** `ant help`. */
export const verb: Verb = {
  words: { shown: "TOPIC", least: 0, most: 2, complete: "topic" },
  description: [
    "Prints the manual page of a verb, or a page about something that concerns " +
    "more than one: " + Object.keys(TOPICS).join(", ") + ". Without a topic, " +
    "lists all verbs.",
  ],
  flags: [],
  examples: [["ant help run", "All flags of ant run."]],
  run,
};

async function run({ words }: Call): Promise<Outcome> {
  const topic = words.join(" ");
  const text = await textOf(topic);
  return { text, json: { topic, text } };
}

async function textOf(topic: string): Promise<string> {
  if (topic === "") return overview();
  const found = findVerb(topic.split(" "));
  if (found !== null && found.args.length === 0) {
    const { verb } = await found.listed.load();
    return manualPage(found.listed, verb);
  }
  const page = TOPICS[topic];
  if (page !== undefined) return page.text();
  const known = [...VERBS.map(({ name }) => name), ...Object.keys(TOPICS)];
  const near = nearest(topic, known);
  throw new Failure("notFound", `Cannot explain "${topic}"`, {
    hint: near === null
      ? "ant help lists what there is."
      : `Did you mean "ant help ${near}"?`,
  });
}
