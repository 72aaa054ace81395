import type { TerminalLine, TerminalRun } from "./terminal_text.ts";
import { plainText } from "./terminal_lines.ts";

/** What is looked for: text as it stands, or an expression. */
export interface SearchWish {
  readonly text: string;
  readonly isExact: boolean;
  readonly isRegex: boolean;
}

const SYNTAX = /[\\^$.*+?()[\]{}|\/]/g;

/**
 * The expression that finds the same in one line as the server finds in the
 * whole log; `null` for nothing to look for.
 *
 * @throws {SyntaxError} for an expression that is none.
 */
export function finderOf(wish: SearchWish): RegExp | null {
  if (wish.text === "") return null;
  const source = wish.isRegex ? wish.text : wish.text.replace(SYNTAX, "\\$&");
  return new RegExp(source, wish.isExact ? "g" : "gi");
}

/** Marks every place in a line that the expression finds. */
export function markLine(
  line: TerminalLine,
  finder: RegExp,
  look: string,
): TerminalLine {
  const places = [...plainText(line).matchAll(finder)]
    .map(({ index, 0: found }) => [index, index + found.length] as const)
    .filter(([from, to]) => to > from);
  if (places.length === 0) return line;
  const runs = typeof line === "string" ? [{ text: line, look: "" }] : line;
  let at = 0;
  return runs.flatMap((run) => {
    const parts = partsOf(run, at, places, look);
    at += run.text.length;
    return parts;
  });
}

/** Cuts a run, which begins at a place of its line, where marks begin or end. */
function partsOf(
  run: TerminalRun,
  at: number,
  places: readonly (readonly [from: number, to: number])[],
  look: string,
): TerminalRun[] {
  const end = at + run.text.length;
  const cuts = places.flat().filter((cut) => cut > at && cut < end);
  return [at, ...cuts].map((from, index) => {
    const to = cuts[index] ?? end;
    const isMarked = places.some(([first, last]) =>
      first <= from && to <= last
    );
    const text = run.text.slice(from - at, to - at);
    return isMarked
      ? { ...run, text, look: `${run.look} ${look}`.trim() }
      : { ...run, text };
  });
}
