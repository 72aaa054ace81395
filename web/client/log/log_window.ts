import {
  lastStates,
  paintLines,
} from "../../../scheduler/view/terminal_lines.ts";
import type { TerminalLine } from "../../../scheduler/view/terminal_text.ts";
import type { LogRange } from "./log_range.ts";
import { type TextPiece, textPieces } from "./text_pieces.ts";

/** Lines that come and go together. */
export interface LogBlock {
  readonly key: string;
  /** How many lines stand before, from where the window began; may be < 0. */
  readonly at: number;
  readonly fromByte: number;
  readonly endByte: number;
  readonly raw: readonly string[];
  readonly painted: readonly TerminalLine[];
  /** The paint that it begins with, that its last line does, and that it leaves. */
  readonly codes: string;
  readonly codesOpen: string;
  readonly codesAfter: string;
}

/** An end of the window. */
export type LogEdge = "top" | "bottom";

/** What a window holds at most; a screen shows about fifty lines. */
export const MAX_LINES = 1_600;
const MAX_LETTERS = 4 * 1024 * 1024;
/** While the end is followed: what a frame may draw anew, on a tall screen. */
export const FOLLOWED_LINES = 120;
/** So many lines that were just written come and go together. */
const BLOCK_LINES = 50;

let windows = 0;

/**
 * Some lines of a log in a row, with the paint that each begins with. It grows
 * at both ends and is cut at the other one, so that it stays small however
 * long the log is.
 */
export class LogWindow {
  readonly #name = ++windows;
  #blocks: readonly LogBlock[] = [];
  /** The number of the line at 0. */
  #base: number | null = null;
  #emptyAt = 0;
  #isOpen = false;
  #fromByte: number;
  #endByte: number;

  constructor(range: LogRange | null) {
    this.#fromByte = this.#endByte = range?.fromByte ?? 0;
    if (this.#fromByte === 0) this.#base = 1;
    if (range !== null) this.append(range);
  }

  /** The lines, the first ones first. */
  get blocks(): readonly LogBlock[] {
    return this.#blocks;
  }

  get fromByte(): number {
    return this.#fromByte;
  }

  get endByte(): number {
    return this.#endByte;
  }

  get lineCount(): number {
    const first = this.#blocks[0];
    return first === undefined ? 0 : this.#endAt - first.at;
  }

  get isFull(): boolean {
    return this.lineCount >= MAX_LINES || this.#letters > MAX_LETTERS;
  }

  /** The number of the first line, or `null` where it is not known. */
  get fromLine(): number | null {
    const first = this.#blocks[0]?.at ?? this.#emptyAt;
    return this.#base === null ? null : this.#base + first;
  }

  /** From where to read on: whole lines only. */
  get nextByte(): number {
    return this.#isOpen ? this.#blocks.at(-1)!.fromByte : this.#endByte;
  }

  /** Tells it the number of the line at a byte, where one of its blocks begins. */
  number(line: number, byte = this.#fromByte): void {
    const block = this.#blocks.find(({ fromByte }) => fromByte === byte);
    if (block !== undefined) this.#base = line - block.at;
  }

  /** Puts behind what was read from `nextByte` on; `false` if it is not that. */
  append(range: LogRange): boolean {
    if (range.fromByte !== this.nextByte) return false;
    if (this.#isOpen) this.#drop("bottom");
    if (range.lines.length > 0) {
      const at = this.#endAt;
      if (range.fromLine !== null) this.#base = range.fromLine - at;
      this.#add(at, range, range.lines);
    }
    this.#isOpen = range.isOpen;
    this.#endByte = range.endByte;
    this.#cut("top");
    return true;
  }

  /** Puts in front what ends where the window begins; `false` if it does not. */
  prepend(range: LogRange): boolean {
    if (range.endByte !== this.#fromByte || range.isOpen) return false;
    this.#fromByte = range.fromByte;
    if (range.lines.length === 0) return true;
    const at = (this.#blocks[0]?.at ?? this.#emptyAt) - range.lines.length;
    if (range.fromLine !== null) this.#base = range.fromLine - at;
    this.#blocks = [this.#painted(at, range, range.lines, ""), ...this.#blocks];
    this.#repaint();
    this.#cut("bottom");
    return true;
  }

  /** Takes text that was written at the end, wherever its lines are cut. */
  feed(text: string, nextByte: number, mostLines = MAX_LINES): void {
    for (const piece of textPieces(text, nextByte, BLOCK_LINES)) {
      const last = this.#blocks.at(-1);
      const isNew = last === undefined ||
        !this.#isOpen && last.raw.length >= BLOCK_LINES;
      if (isNew) {
        const bounds = { fromByte: this.#endByte, endByte: piece.endByte };
        this.#add(this.#endAt, bounds, closed(piece, ""));
      } else this.#extend(last, piece);
      this.#isOpen = piece.isOpen;
      this.#endByte = piece.endByte;
    }
    this.#cut("top", mostLines);
  }

  /** Where the line that comes next stands. */
  get #endAt(): number {
    const last = this.#blocks.at(-1);
    return last === undefined ? this.#emptyAt : last.at + last.raw.length;
  }

  get #letters(): number {
    return this.#blocks.reduce((sum, block) => sum + lettersOf(block), 0);
  }

  #add(at: number, bounds: LogBounds, raw: readonly string[]): void {
    const codes = this.#blocks.at(-1)?.codesAfter ?? "";
    this.#blocks = [...this.#blocks, this.#painted(at, bounds, raw, codes)];
  }

  #extend(last: LogBlock, piece: TextPiece): void {
    const begun = this.#isOpen ? last.raw.at(-1)! : null;
    const kept = begun === null ? last.raw.length : last.raw.length - 1;
    const fresh = closed(piece, begun ?? "");
    // A line that goes on is painted anew, with what it began with.
    const codes = begun === null ? last.codesAfter : last.codesOpen;
    const { lines, codes: codesAfter, codesLast } = paintLines(fresh, codes);
    const block = {
      ...last,
      endByte: piece.endByte,
      raw: [...last.raw.slice(0, kept), ...fresh],
      painted: [...last.painted.slice(0, kept), ...lines],
      codesOpen: codesLast,
      codesAfter,
    };
    this.#blocks = [...this.#blocks.slice(0, -1), block];
  }

  #painted(
    at: number,
    { fromByte, endByte }: LogBounds,
    raw: readonly string[],
    codes: string,
  ): LogBlock {
    const painted = paintLines(raw, codes);
    return {
      key: `${this.#name} ${at}`,
      at,
      fromByte,
      endByte,
      raw,
      painted: painted.lines,
      codes,
      codesOpen: painted.codesLast,
      codesAfter: painted.codes,
    };
  }

  /** Carries the paint of new first lines on, as far as it changes any. */
  #repaint(): void {
    const blocks = [...this.#blocks];
    for (let place = 1; place < blocks.length; place++) {
      const block = blocks[place]!;
      const codes = blocks[place - 1]!.codesAfter;
      if (codes === block.codes) break;
      blocks[place] = this.#painted(block.at, block, block.raw, codes);
    }
    this.#blocks = blocks;
  }

  /** Drops blocks from an end while the window is too large without them. */
  #cut(edge: LogEdge, mostLines = MAX_LINES): void {
    let letters = this.#letters;
    while (this.#blocks.length > 1) {
      const lost = edge === "top" ? this.#blocks[0]! : this.#blocks.at(-1)!;
      const isLarge = this.lineCount - lost.raw.length >= mostLines ||
        letters > MAX_LETTERS;
      if (!isLarge) return;
      letters -= lettersOf(lost);
      this.#drop(edge);
    }
  }

  #drop(edge: LogEdge): void {
    const lost = edge === "top" ? this.#blocks[0]! : this.#blocks.at(-1)!;
    this.#blocks = this.#blocks.filter((block) => block !== lost);
    if (edge === "top") {
      this.#fromByte = lost.endByte;
      this.#emptyAt = lost.at + lost.raw.length;
      return;
    }
    this.#endByte = lost.fromByte;
    this.#isOpen = false;
    this.#emptyAt = lost.at;
  }
}

type LogBounds = Pick<LogBlock, "fromByte" | "endByte">;

/** The lines of a piece; the first goes on with what has begun. */
function closed(piece: TextPiece, begun: string): readonly string[] {
  const last = piece.lines.length - 1;
  return piece.lines.map((line, place) => {
    const whole = place === 0 ? begun + line : line;
    return piece.isOpen && place === last
      ? lastStates(whole)
      : whole.replace(/\r$/, "");
  });
}

function lettersOf({ raw }: LogBlock): number {
  return raw.reduce((sum, line) => sum + line.length, 0);
}
