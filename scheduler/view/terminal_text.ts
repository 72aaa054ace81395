import { readTokens } from "./terminal_escapes.ts";
import { type TerminalLook, TerminalPen } from "./terminal_pen.ts";

/** Text that looks the same from its beginning to its end. */
export interface TerminalRun extends TerminalLook {
  readonly text: string;
}

/** One line: its text where it is plain, else what it is made of. */
export type TerminalLine = string | readonly TerminalRun[];

/** What a line has beyond is not shown. */
const MAX_LINE_LENGTH = 20_000;

/**
 * The end of a program's output as lines, as a terminal would leave them: a
 * carriage return writes a line anew, a backspace steps back, and paint stays
 * on its letters. Takes text in pieces, cut anywhere.
 */
export class TerminalText {
  readonly #maxLines: number;
  readonly #pen = new TerminalPen();
  #look: TerminalLook | null = null;
  #lines: TerminalLine[] = [];
  #letters: string[] = [];
  #looks: (TerminalLook | null)[] = [];
  #column = 0;
  #rest = "";
  #dropped = 0;

  /** Begins with the paint that codes leave; see {@linkcode TerminalPen}. */
  constructor(maxLines: number, codes = "") {
    this.#maxLines = maxLines;
    if (codes === "") return;
    this.#pen.take(codes);
    this.#look = this.#pen.look;
  }

  /** The paint that what comes next begins with. */
  get codes(): string {
    return this.#pen.codes;
  }

  /** The lines kept; the last one may still be written to. */
  get lines(): readonly TerminalLine[] {
    const all = this.#letters.length === 0
      ? this.#lines
      : [...this.#lines, this.#openLine()];
    return all.slice(-this.#maxLines);
  }

  /** How many lines came before those kept. */
  get dropped(): number {
    return this.#dropped;
  }

  append(text: string): void {
    const { tokens, rest } = readTokens(this.#rest + text);
    this.#rest = rest;
    for (const token of tokens) {
      switch (token.kind) {
        case "text":
          this.#overwrite(token.text);
          break;
        case "control":
          this.#control(token.code);
          break;
        case "paint":
          this.#pen.take(token.codes);
          this.#look = this.#pen.look;
          break;
        case "erase":
          this.#erase(token.part);
          break;
        default:
          token satisfies never;
      }
    }
    this.#forget();
  }

  #control(code: "\n" | "\r" | "\b"): void {
    this.#column = code === "\b" ? Math.max(0, this.#column - 1) : 0;
    if (code !== "\n") return;
    this.#lines.push(this.#openLine());
    this.#letters = [];
    this.#looks = [];
  }

  #overwrite(text: string): void {
    for (const letter of text) {
      if (this.#column >= MAX_LINE_LENGTH) return;
      this.#letters[this.#column] = letter;
      this.#looks[this.#column++] = this.#look;
    }
  }

  /** Clears to the end of the line, or to its beginning, or all of it. */
  #erase(part: string): void {
    if (part === "" || part === "0") {
      this.#letters.length = Math.min(this.#letters.length, this.#column);
      this.#looks.length = this.#letters.length;
      return;
    }
    const end = part === "1"
      ? Math.min(this.#letters.length, this.#column + 1)
      : this.#letters.length;
    this.#letters.fill(" ", 0, end);
    this.#looks.fill(null, 0, end);
  }

  #openLine(): TerminalLine {
    const looks = this.#looks;
    if (looks.every((look) => look === null)) return this.#letters.join("");
    const runs: TerminalRun[] = [];
    for (let from = 0, to = 0; from < looks.length; from = to) {
      while (to < looks.length && isSame(looks[from]!, looks[to]!)) to++;
      const text = this.#letters.slice(from, to).join("");
      runs.push({ ...(looks[from] ?? { look: "" }), text });
    }
    return runs;
  }

  #forget(): void {
    const excess = this.#lines.length - this.#maxLines;
    if (excess < this.#maxLines) return; // Now and then, not at every line.
    this.#lines = this.#lines.slice(excess);
    this.#dropped += excess;
  }
}

function isSame(one: TerminalLook | null, other: TerminalLook | null): boolean {
  return one === other ||
    one !== null && one.look === other?.look && one.tint === other?.tint;
}

/** Reads finished output in one go. */
export function terminalLines(text: string, maxLines: number): TerminalLine[] {
  const terminal = new TerminalText(maxLines);
  terminal.append(text);
  return [...terminal.lines];
}
