/** Which lines of a log to read; bytes are those of the file. */
export type LinePlace =
  | { readonly kind: "tail" }
  /** From a line on, the first being 1. */
  | { readonly kind: "line"; readonly line: number }
  /** Up to the line that the byte belongs to, and without it. */
  | { readonly kind: "before"; readonly byte: number }
  /** From the first line on that begins there or later. */
  | { readonly kind: "from"; readonly byte: number };

/** Some lines of a log that follow one another. */
export interface LineWindow {
  /** Where the first of them begins. */
  readonly fromByte: number;
  /** Where the last of them ends, its line feed included. */
  readonly endByte: number;
  /** How long the log was. */
  readonly size: number;
  /** The number of the first, from 1; `null` while it is not counted, or none. */
  readonly fromLine: number | null;
  readonly lines: readonly string[];
  /** The last of them has no end yet: what is written next belongs to it. */
  readonly isOpen: boolean;
  /** How long nothing had been written; `null` where nobody knows. */
  readonly quietMs: number | null;
}

/** How many lines a log has, up to a length. */
export interface LineTotal {
  readonly lines: number;
  readonly size: number;
}

/** What to look for in each line of a log, as a person sees it. */
export type LogQuery =
  | {
    /** The text itself, or a regular expression. */
    readonly kind: "text" | "pattern";
    readonly text: string;
    readonly isCaseSensitive: boolean;
  }
  /** Whatever tells of a failure. */
  | { readonly kind: "errors" };

/** A line that matches: its number, from 1, and where it begins. */
export interface LineHit {
  readonly line: number;
  readonly byte: number;
}

/** What a search tells on its way; `hits` counts all lines that match. */
export type SearchNews =
  | { readonly kind: "hits"; readonly hits: readonly LineHit[] }
  | {
    readonly kind: "progress";
    readonly readBytes: number;
    readonly size: number;
    readonly hits: number;
  }
  | {
    readonly kind: "end";
    readonly hits: number;
    /** Whether more matched than were listed, or it had to end early. */
    readonly isCut: boolean;
    /** Why it ended early. */
    readonly problem: string | null;
  };
