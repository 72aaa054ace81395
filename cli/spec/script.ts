import {
  endOfBlanks,
  readWord,
} from "../../scheduler/model/submit/shell_words.ts";
import { Invalid } from "../../scheduler/model/submit/issues.ts";
import { Failure, usage } from "../failure.ts";
import { parse } from "../grammar/parse.ts";
import { TASK_ALIASES } from "./aliases.ts";
import { flagsAsGiven, type Layer } from "./layers.ts";
import { TASK_FLAGS } from "./run_flags.ts";
import { fromSbatch } from "./sbatch.ts";

/** What the head of a script says. */
export interface Directives {
  readonly layer: Layer;
  /** The program that its first line names, with arguments; `null` for none. */
  readonly interpreter: string | null;
  /** What was passed over, for people. */
  readonly ignored: readonly string[];
}

/** Only the head of a script is read, as HyperQueue does. */
const HEAD_BYTES = 32 * 1024;
const GRAMMAR = {
  flags: TASK_FLAGS,
  aliases: TASK_ALIASES,
  words: { shown: "", least: 0, most: 0 },
};

/**
 * Reads the `#ANT` and `#SBATCH` lines of a script, up to its first line that
 * is no comment. What ANT says counts more.
 *
 * @throws {Failure} with the line of one that cannot be read.
 */
export function readDirectives(text: string, path: string): Directives {
  const own: string[] = [];
  const slurm: string[] = [];
  const ignored: string[] = [];
  const lines = text.slice(0, HEAD_BYTES).split("\n");
  for (const [at, line] of lines.entries()) {
    if (!/^\s*(#|$)/.test(line)) break;
    const [, kind, rest = ""] = /^#(ANT|SBATCH)\s+(.*)$/.exec(line) ?? [];
    if (kind === undefined) continue;
    const where = `${path}:${at + 1}`;
    const words = wordsOf(rest, where);
    if (kind === "ANT") {
      flagsOf(words, where); // Told by its own line, if anything is wrong.
      own.push(...words);
      continue;
    }
    const found = fromSbatch(words);
    flagsOf(found.words, where);
    slurm.push(...found.words);
    ignored.push(...found.ignored);
  }
  const [, interpreter = null] = /^#!\s*(\S.*?)\s*$/.exec(lines[0] ?? "") ?? [];
  return { layer: flagsOf([...slurm, ...own], path), interpreter, ignored };
}

function flagsOf(words: readonly string[], where: string): Layer {
  try {
    return flagsAsGiven(parse("run", GRAMMAR, words).flags);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const hint = error.hint ?? undefined;
    throw usage(`${where}: ${error.message}`, hint);
  }
}

function wordsOf(text: string, where: string): readonly string[] {
  const words: string[] = [];
  for (let at = endOfBlanks(text, 0); at < text.length;) {
    if (text[at] === "#") break; // What follows is a remark.
    const word = readWord(text, at);
    if (word instanceof Invalid) throw usage(`${where}: ${word.reason}`);
    words.push(word.value);
    at = endOfBlanks(text, word.end);
  }
  return words;
}
