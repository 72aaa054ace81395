// deno-lint-ignore-file no-control-regex -- Control characters are the subject.

// Control sequences (ECMA-48, 5.4), operating system commands up to their
// end, and lone escapes.
const ESCAPES =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
const UNFINISHED_ESCAPE = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*)?$/;
/** An escape that goes on for longer is no escape. */
const MAX_ESCAPE_LENGTH = 200;
/** What a line has beyond is not shown. */
const MAX_LINE_LENGTH = 20_000;
// Everything below a blank except tab; the rest is handled or shown.
const INVISIBLE = /[\u0000-\u0007\u000b-\u001f\u007f]/g;

/**
 * The end of a program's output as lines, as a terminal would leave them:
 * a carriage return writes a line anew, a backspace steps back, and what
 * paints is left out. Takes text in pieces, cut anywhere.
 */
export class TerminalText {
  readonly #maxLines: number;
  #lines: string[] = [];
  #open: string[] = [];
  #column = 0;
  #rest = "";
  #dropped = 0;

  constructor(maxLines: number) {
    this.#maxLines = maxLines;
  }

  /** The lines kept; the last one may still be written to. */
  get lines(): readonly string[] {
    const open = this.#open.join("");
    const all = open === "" ? this.#lines : [...this.#lines, open];
    return all.slice(-this.#maxLines);
  }

  /** How many lines came before those kept. */
  get dropped(): number {
    return this.#dropped;
  }

  append(text: string): void {
    const whole = this.#rest + text;
    const cut = UNFINISHED_ESCAPE.exec(whole);
    const isCut = cut !== null && cut[0].length <= MAX_ESCAPE_LENGTH;
    this.#rest = isCut ? cut[0] : "";
    const ready = whole.slice(0, whole.length - this.#rest.length)
      .replace(ESCAPES, "");
    for (const piece of ready.split(/(?<=\n)/)) this.#writeLine(piece);
    this.#forget();
  }

  #writeLine(piece: string): void {
    const isEnded = piece.endsWith("\n");
    // A return before the line's end is how some programs end lines.
    const text = isEnded ? piece.slice(0, -1).replace(/\r+$/, "") : piece;
    for (const part of text.split(/(\r|\u0008)/)) {
      if (part === "\r") this.#column = 0;
      else if (part === "\u0008") this.#column = Math.max(0, this.#column - 1);
      else this.#overwrite(part.replace(INVISIBLE, ""));
    }
    if (!isEnded) return;
    this.#lines.push(this.#open.join(""));
    this.#open = [];
    this.#column = 0;
  }

  #overwrite(text: string): void {
    for (const letter of text) {
      if (this.#column >= MAX_LINE_LENGTH) return;
      this.#open[this.#column++] = letter;
    }
  }

  #forget(): void {
    const excess = this.#lines.length - this.#maxLines;
    if (excess < this.#maxLines) return; // Now and then, not at every line.
    this.#lines = this.#lines.slice(excess);
    this.#dropped += excess;
  }
}

/** Reads finished output in one go. */
export function terminalLines(text: string, maxLines: number): string[] {
  const terminal = new TerminalText(maxLines);
  terminal.append(text);
  return [...terminal.lines];
}
