/** What a piece of a command is, for an editor to mark. */
export type Ink = "plain" | "comment" | "argument" | "template" | "wrong";

/** Some letters of a line that are marked alike. */
export interface Piece {
  readonly text: string;
  readonly ink: Ink;
}

/** How a task's name is asked for, up to the end of its word. */
const NAMING = /(?<=^|\s)ant_task_id=(?:"[^"]*"|'[^']*'|\S+)/g;
const ID_TEMPLATE =
  /[[{]\s*(?:uuid\w*|date|time|datetime|(?:random_)?phrase|randint\s*:[^\]}]*)\s*[\]}]/gi;
const MARKED: readonly (readonly [Ink, RegExp])[] = [
  ["template", /\{rand (?:int|float) \S+ [^\s}]+\}/g],
  ["argument", /(?<=^|\s)ant_\w+=/g],
];

/**
 * Takes a line of commands apart into what is marked and what is not. All
 * pieces together are the line, whatever it holds.
 */
export function paintLine(
  line: string,
  wrongTokens: readonly string[] = [],
): readonly Piece[] {
  if (line.trim().startsWith("#")) return [{ text: line, ink: "comment" }];
  const inks = new Array<Ink>(line.length).fill("plain");
  const paint = (ink: Ink, start: number, text: string) =>
    inks.fill(ink, start, start + text.length);
  for (const { 0: name, index } of line.matchAll(NAMING)) {
    for (const found of name.matchAll(ID_TEMPLATE)) {
      paint("template", index + found.index, found[0]);
    }
  }
  for (const [ink, pattern] of MARKED) {
    for (const found of line.matchAll(pattern)) {
      paint(ink, found.index, found[0]);
    }
  }
  for (const token of wrongTokens) {
    const at = token === "" ? -1 : line.indexOf(token);
    if (at >= 0) paint("wrong", at, token);
  }
  return piecesOf(line, inks);
}

function piecesOf(line: string, inks: readonly Ink[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= line.length; at++) {
    if (at < line.length && inks[at] === inks[start]) continue;
    pieces.push({ text: line.slice(start, at), ink: inks[start]! });
    start = at;
  }
  return pieces;
}
