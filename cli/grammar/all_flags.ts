import { GLOBAL_FLAGS } from "./global_flags.ts";
import type { Alias, Flag, Verb } from "./verb.ts";

type Grammar = Pick<Verb, "flags" | "aliases" | "words">;

const ME: Flag = {
  name: "me",
  value: null,
  help: "Of last, all, @TAG and %STATE, takes only tasks of one's own token.",
};

/** gantry's word for the task that was queued last. */
const LATEST: Alias = {
  name: "latest",
  means: () => [],
  isSwitch: true,
  word: "last",
};

/** The flags that a verb understands, those for everywhere at the end. */
export function allFlags({ flags, words }: Grammar): readonly Flag[] {
  const isOwn = flags.some(({ name }) => name === ME.name);
  const own = words.complete === "task" && !isOwn ? [ME] : [];
  return [...flags, ...own, ...GLOBAL_FLAGS];
}

/** The other spellings that a verb understands. */
export function allAliases({ aliases = [], words }: Grammar): readonly Alias[] {
  return words.shown.startsWith("TASK") ? [...aliases, LATEST] : aliases;
}
