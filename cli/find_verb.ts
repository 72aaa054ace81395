import { type ListedVerb, VERBS } from "./verb_list.ts";

/** A verb, and the words behind it. */
export interface FoundVerb {
  readonly listed: ListedVerb;
  readonly args: readonly string[];
}

/** Finds the verb that a command line begins with; two words before one. */
export function findVerb(args: readonly string[]): FoundVerb | null {
  for (const count of [2, 1]) {
    const name = args.slice(0, count).join(" ");
    const found = VERBS.find((verb) =>
      verb.name === name || verb.aliases.includes(name)
    );
    if (found !== undefined && args.length >= count) {
      return { listed: found, args: args.slice(count) };
    }
  }
  return null;
}
