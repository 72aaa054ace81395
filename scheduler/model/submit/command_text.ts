/** One command on one line, which still knows where its parts were written. */
export interface CommandText {
  readonly text: string;
  /** Where in `text` each physical line begins; the first is at 0. */
  readonly starts: readonly LineStart[];
  /** Its first and last physical lines, from 1. */
  readonly line: number;
  readonly lastLine: number;
}

interface LineStart {
  readonly offset: number;
  readonly line: number;
}

/** A stretch of text; `end` is the first character behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Joins physical lines to one command, with a blank between two lines. */
export class CommandBuilder {
  #pieces: string[] = [];
  #starts: LineStart[] = [];
  #length = 0;
  #endsBlank = true;

  /** Appends one line, already trimmed at its front. */
  add(piece: string, line: number): void {
    if (piece === "") return;
    if (!this.#endsBlank) this.#push(" ");
    this.#starts.push({ offset: this.#length, line });
    this.#push(piece);
    this.#endsBlank = /\s$/.test(piece.slice(-1));
  }

  /** Hands out the command and starts anew; `null` where there is none. */
  close(): CommandText | null {
    const starts = this.#starts;
    const text = settle(this.#pieces.join(""));
    [this.#pieces, this.#starts, this.#length] = [[], [], 0];
    this.#endsBlank = true;
    if (text === "") return null;
    return {
      text,
      starts,
      line: starts[0]!.line,
      lastLine: starts.at(-1)!.line,
    };
  }

  #push(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

/** Tells whether a backslash at the end escapes what follows: `\\` does not. */
export function endsInContinuation(text: string): boolean {
  let backslashes = 0;
  while (text.at(-1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** Trims a finished command and drops continuations that nothing follows. */
export function settle(text: string): string {
  let settled = text.trim();
  while (endsInContinuation(settled)) settled = settled.slice(0, -1).trimEnd();
  return settled;
}

/** Finds the physical line that a character of the command came from. */
export function lineAt(command: CommandText, offset: number): number {
  let low = 0;
  let high = command.starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (command.starts[middle]!.offset <= offset) low = middle;
    else high = middle - 1;
  }
  return command.starts[low]!.line;
}

/** Takes ascending stretches out of a command and settles what remains. */
export function cut(command: CommandText, spans: readonly Span[]): CommandText {
  if (spans.length === 0) return command;
  const pieces: string[] = [];
  const starts: LineStart[] = [];
  let from = 0;
  let removed = 0;
  let next = 0;
  const keepUntil = (end: number, removedAfter: number) => {
    pieces.push(command.text.slice(from, end));
    const limit = end + removedAfter;
    for (; (command.starts[next]?.offset ?? Infinity) < limit; next++) {
      const { offset, line } = command.starts[next]!;
      starts.push({ offset: Math.min(offset, end) - removed, line });
    }
  };
  for (const { start, end } of spans) {
    keepUntil(start, end - start);
    removed += end - start;
    from = end;
  }
  keepUntil(command.text.length, 0);
  return { ...command, text: settle(pieces.join("")), starts };
}
