import type { Column } from "./table.ts";

/** What a list or an answer is as JSON. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** What a verb has found or done; how it is told is not its business. */
export interface Outcome {
  /** What to exit with; 0 by default. */
  readonly code?: number;
  /** What `--json` prints beside the schema. */
  readonly json?: JsonRow;
  /** The field of it that holds the rows of a list. */
  readonly rowsIn?: string;
  /** What a person reads on stdout, and a pipe too where no `ids` stand. */
  readonly text?: string;
  /** What a pipe reads in place of text. */
  readonly plain?: string;
  readonly table?: Table;
  /** Sentences for stderr, unless it is to be quiet. */
  readonly notes?: readonly string[];
  /** Sentences for stderr about what failed, beside of what was done. */
  readonly errors?: readonly string[];
}

/** Rows, and how to show them. */
export interface Table {
  readonly columns: readonly Column<JsonRow>[];
  readonly rows: readonly JsonRow[];
  /** What is said of no rows, on a terminal. */
  readonly empty: string;
}
