import type { LineHit } from "../../ports.ts";
import { LF } from "../log_lines.ts";
import { countFeeds, placeBehind } from "./line_feeds.ts";
import type { LineMatcher } from "./line_matcher.ts";
import { visibleText } from "./visible_text.ts";

/** So many hits are listed; more are only counted. */
export const MAX_HITS = 10_000;

/**
 * Searches pieces of a log that follow one another, each of whole lines but
 * where a line is longer than a piece. A line is one hit, however often it
 * matches.
 */
export class LineSearch {
  readonly #match: LineMatcher;
  #line: number;
  #lineByte: number;
  #lastHit = 0;
  #waiting: LineHit[] = [];
  /** How many lines matched. */
  hits = 0;

  /** Begins with the line of that number, which begins at that byte. */
  constructor(match: LineMatcher, line: number, byte: number) {
    this.#match = match;
    this.#line = line;
    this.#lineByte = byte;
  }

  /** Whether more lines matched than are listed. */
  get isCut(): boolean {
    return this.hits > MAX_HITS;
  }

  /** Searches a piece, `atByte` being the place of its first byte. */
  take(piece: Uint8Array, atByte: number): void {
    let place = 0;
    let before = 0;
    for (const line of this.#match(visibleText(piece))) {
      if (this.#line + line === this.#lastHit) continue; // It began earlier.
      this.#lastHit = this.#line + line;
      this.hits++;
      if (this.hits > MAX_HITS) continue;
      place = placeBehind(piece, line - before, place);
      before = line;
      const byte = line === 0 ? this.#lineByte : atByte + place;
      this.#waiting.push({ line: this.#lastHit, byte });
    }
    const last = piece.lastIndexOf(LF);
    if (last === -1) return;
    this.#line += countFeeds(piece);
    this.#lineByte = atByte + last + 1;
  }

  /** The hits since the last call. */
  hitsSince(): LineHit[] {
    const hits = this.#waiting;
    this.#waiting = [];
    return hits;
  }
}
