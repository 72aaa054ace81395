import { Invalid } from "./issues.ts";

/** A shell word with its quotes taken off. */
export interface Word {
  readonly value: string;
  /** Whether any part of it stood in quotes. */
  readonly quoted: boolean;
  /** The first character behind it. */
  readonly end: number;
}

/** Tells whether a character parts words. */
export function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** Finds the end of the blanks that begin at an offset. */
export function endOfBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at])) at++;
  return at;
}

/** Finds the end of the word at an offset; an open quote runs to the end. */
export function endOfWord(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBlank(text[at])) {
    const character = text[at];
    if (character === "\\") at += 2;
    else if (character === "'" || character === '"') at = endOfQuote(text, at);
    else at++;
  }
  return Math.min(at, text.length);
}

/**
 * Reads the word at an offset and takes its quotes off, as a shell would; but
 * outside quotes a backslash stays, unless a blank, a quote or another
 * backslash follows it.
 */
export function readWord(text: string, offset: number): Word | Invalid {
  const end = endOfWord(text, offset);
  let value = "";
  let quoted = false;
  for (let at = offset; at < end;) {
    const character = text[at]!;
    if (character === "'" || character === '"') {
      const close = endOfQuote(text, at);
      if (close > text.length) {
        return new Invalid(`the quote ${character} is never closed`);
      }
      const inner = text.slice(at + 1, close - 1);
      value += character === "'" ? inner : inner.replace(/\\(["\\])/g, "$1");
      quoted = true;
      at = close;
    } else if (character === "\\" && /[\s"'\\]/.test(text[at + 1] ?? "")) {
      value += text[at + 1];
      at += 2;
    } else {
      value += character;
      at++;
    }
  }
  return { value, quoted, end };
}

/** Writes a string as one shell word, in quotes only where it needs them. */
export function shellQuote(text: string): string {
  if (/^[\w%+,./:=@-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Finds the character behind a closing quote; past the end if it is open. */
function endOfQuote(text: string, offset: number): number {
  const quote = text[offset];
  let at = offset + 1;
  while (at < text.length && text[at] !== quote) {
    at += quote === '"' && text[at] === "\\" ? 2 : 1;
  }
  return at < text.length ? at + 1 : text.length + 1;
}
