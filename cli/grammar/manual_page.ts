import { EXIT_CODES } from "../failure.ts";
import type { ListedVerb } from "../verb_list.ts";
import { allAliases, allFlags } from "./all_flags.ts";
import type { Flag, Verb } from "./verb.ts";

const WIDTH = 78;
const INDENT = "    ";

/** The manual page of a verb, made of the tables that its parser reads. */
export function manualPage(listed: ListedVerb, verb: Verb): string {
  const { name, aliases, summary } = listed;
  const groups = Map.groupBy(
    allFlags(verb),
    ({ group = "Flags" }) => group,
  );
  const hidden = allAliases(verb).map(({ name }) =>
    name.length === 1 ? `-${name}` : `--${name}`
  );
  return [
    section("NAME", wrapped(`ant ${name} - ${summary}`)),
    section("SYNOPSIS", wrapped(synopsis(name, verb))),
    ...aliases.length === 0 ? [] : [
      section("ALSO", wrapped(aliases.map((one) => `ant ${one}`).join(", "))),
    ],
    section(
      "DESCRIPTION",
      verb.description.map((text) => wrapped(text)).join("\n"),
    ),
    ...[...groups].map(([group, flags]) =>
      section(group.toUpperCase(), flags.map(flagText).join(""))
    ),
    ...hidden.length === 0 ? [] : [
      section(
        "UNDERSTOOD, TOO",
        wrapped(`As other schedulers spell it: ${hidden.join(", ")}.`),
      ),
    ],
    ...verb.examples.length === 0
      ? []
      : [section("EXAMPLES", verb.examples.map(exampleText).join("\n"))],
    section("EXIT CODES", exitCodeLines()),
    ...verb.seeAlso === undefined ? [] : [
      section(
        "SEE ALSO",
        wrapped(verb.seeAlso.map((topic) => `ant help ${topic}`).join(", ")),
      ),
    ],
  ].join("\n");
}

/** How a verb is written. */
export function synopsis(
  name: string,
  { words, takesCommand, flags }: Verb,
): string {
  return [
    `ant ${name}`,
    ...flags.length === 0 ? [] : ["[FLAGS]"],
    ...words.shown === ""
      ? []
      : [words.least === 0 ? `[${words.shown}]` : words.shown],
    ...takesCommand ? ["-- COMMAND..."] : [],
  ].join(" ");
}

/** The flags of a row as they are typed. */
export function flagForms({ name, short, value, optional }: Flag): string {
  const tail = value === null ? "" : optional ? `[=${value}]` : ` ${value}`;
  return `${short === undefined ? "" : `-${short}, `}--${name}${tail}`;
}

/** Every exit code, and what it means. */
export function exitCodeLines(): string {
  return Object.values(EXIT_CODES)
    .map(({ code, meaning }) => `${INDENT}${`${code}`.padEnd(5)}${meaning}.\n`)
    .join("");
}

/** A heading, and what stands under it. */
export function section(title: string, body: string): string {
  return `${title}\n${body}`;
}

/** A paragraph in lines of the usual width. */
export function wrapped(text: string, indent = INDENT): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    const isFull = line.length + 1 + word.length > WIDTH;
    if (isFull && line !== indent) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line].join("\n") + "\n";
}

/** Lines as they are to be typed. */
export function verbatim(lines: readonly string[]): string {
  return lines.map((line) => `${INDENT}${line}\n`).join("");
}

function flagText(flag: Flag): string {
  const { many, help } = flag;
  const more = many ? " May be repeated." : "";
  return `${INDENT}${flagForms(flag)}\n` +
    wrapped(`${help}${more}`, INDENT + INDENT);
}

function exampleText([line, does]: readonly [string, string]): string {
  return `${INDENT}${line}\n${wrapped(does, INDENT + INDENT)}`;
}
