/** A line that holds what was looked for. */
export interface FoundLine {
  /** From 1. */
  readonly line: number;
  /** As it was written. */
  readonly text: string;
}

/** What a page tells of a search through a log. */
export interface LogFinds {
  readonly text: string;
  readonly hits: readonly FoundLine[];
  /** Where to search on; `null` where all of the log was read. */
  readonly onByte: number | null;
  /** Why it ended early; `null` where it did not. */
  readonly problem: string | null;
}
