/** Line feed, as a byte. */
export const LF = 10;

/** Carriage return, as a byte. */
export const CR = 13;

/** What separates lines: LF, CRLF, or a CR alone, as progress bars use it. */
const LINE_END = /\r\n|\r|\n/;

/**
 * Counts line ends in pieces of a file that follow one another. A CRLF that
 * two pieces share counts once.
 */
export class LineCounter {
  /** The line ends so far. */
  ends = 0;
  #last = LF;

  /** How many lines there are, the last with or without an end. */
  get lines(): number {
    return this.ends + (this.#last === LF || this.#last === CR ? 0 : 1);
  }

  take(bytes: Uint8Array) {
    if (bytes.length === 0) return;
    if (bytes[0] === LF && this.#last === CR) this.ends--;
    this.ends += countEnds(bytes);
    this.#last = bytes[bytes.length - 1]!;
  }
}

/** Counts the line ends within one piece. */
export function countEnds(bytes: Uint8Array): number {
  let ends = 0;
  let at = bytes.indexOf(LF);
  for (; at !== -1; at = bytes.indexOf(LF, at + 1)) ends++;
  at = bytes.indexOf(CR);
  for (; at !== -1; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] !== LF) ends++;
  }
  return ends;
}

/** Where the line after the given number of line ends begins, or the length. */
export function offsetAfter(bytes: Uint8Array, ends: number): number {
  let at = 0;
  for (let seen = 0; at < bytes.length && seen < ends; at++) {
    const isEnd = bytes[at] === LF ||
      (bytes[at] === CR && bytes[at + 1] !== LF);
    if (isEnd) seen++;
  }
  return at;
}

/** Splits into lines without their ends; bytes that are no UTF-8 become U+FFFD. */
export function linesOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const lines = text.split(LINE_END);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Ends every line with a newline. */
export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
