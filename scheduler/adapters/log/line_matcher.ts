import type { LogQuery } from "../../ports.ts";
import { ERROR_HINT, isError } from "./error_patterns.ts";

/** A person's pattern is tried on so much of a line, and on no more. */
export const MAX_PATTERN_CHARACTERS = 16_384;

/** Tells which lines of a text match, counted from 0, in order. */
export type LineMatcher = (text: string) => number[];

/** Makes the matcher that a query asks for. */
export function matcherFor(query: LogQuery): LineMatcher {
  switch (query.kind) {
    case "errors":
      return inWhole(ERROR_HINT, isError);
    case "text": {
      const literal = query.text.replaceAll(/[\\^$.*+?()[\]{}|\/]/g, "\\$&");
      return inWhole(new RegExp(literal, query.isCaseSensitive ? "g" : "gi"));
    }
    case "pattern":
      return inEach(new RegExp(query.text, query.isCaseSensitive ? "" : "i"));
  }
}

/**
 * Searches all lines at once, with a pattern that goes over no line end; of
 * what it finds, `isMeant` has the last word.
 */
function inWhole(
  pattern: RegExp,
  isMeant: (line: string) => boolean = () => true,
): LineMatcher {
  return (text) => {
    const lines: number[] = [];
    let line = 0;
    let at = 0; // Where the line begins.
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
      let next = text.indexOf("\n", at);
      for (; next !== -1 && next < hit.index; line++) {
        at = next + 1;
        next = text.indexOf("\n", at);
      }
      const end = next === -1 ? text.length : next;
      if (isMeant(text.slice(at, end))) lines.push(line);
      if (next === -1) break;
      pattern.lastIndex = next + 1; // One hit a line.
    }
    return lines;
  };
}

/** Searches line by line: a person's pattern might go over line ends. */
function inEach(pattern: RegExp): LineMatcher {
  return (text) => {
    const lines: number[] = [];
    let at = 0;
    for (let line = 0; at < text.length; line++) {
      const feed = text.indexOf("\n", at);
      const end = feed === -1 ? text.length : feed;
      const isReturn = text[end - 1] === "\r" && feed !== -1;
      const seen = Math.min(
        isReturn ? end - 1 : end,
        at + MAX_PATTERN_CHARACTERS,
      );
      if (pattern.test(text.slice(at, seen))) lines.push(line);
      at = end + 1;
    }
    return lines;
  };
}
