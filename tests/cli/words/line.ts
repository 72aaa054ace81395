import type { AntOptions } from "../an_ant.ts";
import type { Exit } from "../../../cli/failure.ts";

/** One command line for a real server, and what must come of it. */
export interface Line {
  /** What stands behind `ant`; single quotes keep words together. */
  readonly line: string;
  /** Why it ends; `done` if nothing is said. */
  readonly exit?: Exit;
  /** The exit code of a task that was handed on. */
  readonly code?: number;
  readonly out?: RegExp;
  readonly err?: RegExp;
  /**
   * Picks of what `--json` prints, which is then asked for and held against
   * the published schema of the verb.
   */
  // deno-lint-ignore no-explicit-any -- What it holds is what is asked about.
  readonly pick?: (body: any) => unknown;
  readonly is?: unknown;
  /** The schema that its JSON has, where it is not named after the verb. */
  readonly schema?: string;
  readonly how?: AntOptions;
  /** Runs in a process of its own, and hears Ctrl-C once it has said this. */
  readonly interruptAt?: RegExp;
}

/** Lines that are typed one after the other. */
export interface Chapter {
  readonly about: string;
  readonly lines: readonly Line[];
}

/** What the lines speak of. */
export interface Stage {
  /** A command that goes on until the test lets it end. */
  readonly wait: string;
  /** The server's folder. */
  readonly dir: string;
  /** The dashboard, by a certificate that nobody trusts yet. */
  readonly url: string;
  readonly token: string;
}

/** The words of a line. */
export function wordsOf(line: string): readonly string[] {
  return (line.match(/(?:'[^']*'|[^\s'])+/g) ?? [])
    .map((word) => word.replaceAll("'", ""));
}
