import { nearest } from "../../scheduler/model/submit/nearest.ts";
import { usage } from "../failure.ts";
import { allAliases, allFlags } from "./all_flags.ts";
import { Flags } from "./flags.ts";
import type { Alias, Flag, Verb } from "./verb.ts";

/** A command line behind its verb, understood. */
export interface Parsed {
  readonly flags: Flags;
  readonly words: readonly string[];
  readonly rest: readonly string[] | null;
  /** What was understood and changes nothing, for people. */
  readonly ignored: readonly string[];
}

type Grammar = Pick<Verb, "flags" | "aliases" | "words" | "takesCommand">;

/**
 * Reads what follows a verb.
 *
 * @throws {Failure} for the first thing that cannot be meant.
 */
export function parse(
  name: string,
  verb: Grammar,
  args: readonly string[],
): Parsed {
  const reader = new Reader(name, verb);
  const end = args.indexOf("--");
  const rest = end === -1 ? null : args.slice(end + 1);
  const own = [...end === -1 ? args : args.slice(0, end)];
  while (own.length > 0) reader.take(own);
  const flags = new Flags(reader.values);
  const { ignored } = reader;
  if (flags.has("help")) return { flags, words: reader.words, rest, ignored };
  if (rest !== null && !verb.takesCommand) {
    rest.forEach((word) => reader.add(word));
  }
  checkWords(name, verb, reader.words, rest);
  return { flags, words: reader.words, rest, ignored };
}

/** Takes one flag or word after the other. */
class Reader {
  readonly values = new Map<string, string[]>();
  readonly words: string[] = [];
  readonly ignored: string[] = [];
  readonly #name: string;
  readonly #grammar: Grammar;
  readonly #flags: readonly Flag[];
  readonly #aliases: readonly Alias[];

  constructor(name: string, grammar: Grammar) {
    this.#name = name;
    this.#grammar = grammar;
    this.#flags = allFlags(grammar);
    this.#aliases = allAliases(grammar);
  }

  take(args: string[]): void {
    const arg = args.shift()!;
    if (arg.startsWith("--")) return this.#long(arg.slice(2), args);
    if (/^-[a-z]/i.test(arg)) return this.#short(arg.slice(1), args);
    this.add(arg);
  }

  add(word: string): void {
    this.words.push(word);
    this.#checkMost(word);
  }

  /** At once, for the flags behind a stray word may be another program's. */
  #checkMost(word: string): void {
    const { words: { most, shown }, takesCommand } = this.#grammar;
    if (this.words.length <= most) return;
    const hint = takesCommand
      ? "Put -- before the command; or you might be passing a value to a " +
        "flag that takes none."
      : `See ant help ${this.#name}.`;
    const takes = shown || "no words";
    throw usage(
      `Cannot read "${word}": ant ${this.#name} takes ${takes}`,
      hint,
    );
  }

  #long(text: string, args: string[]): void {
    const [, written = "", inline] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    const name = written.replaceAll("_", "-");
    const isOff = name.startsWith("no-") && this.#find(name) === null;
    const found = this.#find(isOff ? name.slice("no-".length) : name);
    if (found === null) throw this.#unknown(`--${written}`, name);
    if (!isOff) return this.#give(found, `--${written}`, inline, args);
    if (!isSwitch(found)) {
      const why = `"--${found.name}" takes a value, leave it out instead`;
      throw usage(`Cannot read "--${written}": ${why}`);
    }
    this.#set(found.name, "no", true);
  }

  /** `-n 5`, `-n5`, and switches together: `-fq`. */
  #short(text: string, args: string[]): void {
    const found = this.#find(text[0]!, true);
    if (found === null) throw this.#unknown(`-${text[0]}`, text[0]!);
    const more = text.slice(1);
    const written = `-${text[0]}`;
    if (!isSwitch(found)) {
      const inline = more === "" ? undefined : more.replace(/^=/, "");
      return this.#give(found, written, inline, args);
    }
    this.#give(found, written, undefined, args);
    if (more !== "") this.#short(more, args);
  }

  #give(
    found: Flag | Alias,
    written: string,
    inline: string | undefined,
    args: string[],
  ): void {
    const value = valueOf(found, written, inline, args);
    if ("means" in found) {
      if (found.ignored !== undefined) {
        this.ignored.push(`${written}: ${found.ignored}`);
      }
      if (found.word !== undefined && value === "yes") this.add(found.word);
      for (const [name, meant] of found.means(value)) {
        this.#set(name, meant, !this.#isMany(name));
      }
      return;
    }
    const { choices } = found;
    if (choices !== undefined && !choices.includes(value)) {
      const hint = `Choose from ${choices.join(", ")}.`;
      throw usage(`Cannot read "${written} ${value}"`, hint);
    }
    this.#set(found.name, value, found.many === undefined);
  }

  #set(name: string, value: string, isOne: boolean): void {
    const before = isOne ? [] : this.values.get(name) ?? [];
    this.values.set(name, [...before, value]);
  }

  #isMany(name: string): boolean {
    return this.#flags.some((flag) => flag.name === name && flag.many);
  }

  #find(name: string, isShort = name.length === 1): Flag | Alias | null {
    const own = this.#flags.find((flag) =>
      isShort ? flag.short === name : flag.name === name
    );
    return own ?? this.#aliases.find((alias) => alias.name === name) ?? null;
  }

  #unknown(written: string, name: string) {
    const names = this.#flags.map((flag) => flag.name);
    const begun = names.filter((one) => name !== "" && one.startsWith(name));
    const others = this.#aliases.map((alias) => alias.name)
      .filter((one) => one.length > 1);
    const near = begun.length === 1
      ? begun[0]!
      : nearest(name, names) ?? nearest(name, others);
    const hint = near === null ? "" : `Did you mean "--${near}"? `;
    return usage(
      `Cannot read "${written}": ant ${this.#name} has no such flag`,
      `${hint}See ant help ${this.#name}.`,
    );
  }
}

function isSwitch(found: Flag | Alias): boolean {
  return "means" in found ? found.isSwitch === true : found.value === null;
}

function valueOf(
  found: Flag | Alias,
  written: string,
  inline: string | undefined,
  args: string[],
): string {
  if (isSwitch(found)) {
    if (inline === undefined) return "yes";
    if (/^(yes|true|1|on)$/i.test(inline)) return "yes";
    if (/^(no|false|0|off)$/i.test(inline)) return "no";
    throw usage(`Cannot read "${written}=${inline}": it takes no value`);
  }
  if (inline !== undefined) return inline;
  if ("optional" in found && found.optional) return "";
  const next = args.shift();
  if (next !== undefined && !/^--?[a-z]/i.test(next)) return next;
  throw usage(
    `Cannot read "${written}": its value is missing`,
    `Write ${written}${written.startsWith("--") ? "=" : " "}${
      "means" in found ? "VALUE" : found.value
    }.`,
  );
}

function checkWords(
  name: string,
  { words: { least, shown }, takesCommand }: Grammar,
  words: readonly string[],
  rest: readonly string[] | null,
): void {
  if (takesCommand && (rest ?? []).length === 0) {
    throw usage(
      "Cannot tell what to run: there is no command",
      `Put it last, behind --: ant ${name} --gpus 1 -- python train.py`,
    );
  }
  if (words.length < least) {
    throw usage(
      `Cannot tell which: ant ${name} needs ${shown}`,
      `See ant help ${name}; nothing is ever taken to mean everything.`,
    );
  }
}
