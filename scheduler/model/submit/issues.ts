import type { SpecIssue } from "../errors.ts";

/** Where a value was written: a line and words of the text, or a request key. */
export type Place = Omit<SpecIssue, "message">;

/** The answer of a small parser that could not read its text. */
export class Invalid {
  constructor(readonly reason: string) {}
}

/** Writes an issue as one sentence, with its line where it has one. */
export function issueText({ message, line }: SpecIssue): string {
  return line === undefined ? message : `${message} (line ${line})`;
}

/** Collects issues in the order found, each of them once. */
export class Issues {
  readonly #byText = new Map<string, SpecIssue>();

  /** Adds an issue, unless the very same one is already there. */
  add(message: string, place: Place = {}): void {
    this.addAll([{ message, ...place }]);
  }

  /** Adds issues that were collected elsewhere. */
  addAll(issues: Iterable<SpecIssue>): void {
    for (const issue of issues) {
      const { message, line, token, field } = issue;
      const text = JSON.stringify([message, line, token, field]);
      if (!this.#byText.has(text)) this.#byText.set(text, issue);
    }
  }

  /** All issues so far. */
  get list(): readonly SpecIssue[] {
    return [...this.#byText.values()];
  }

  /** Whether nothing was found wrong. */
  get none(): boolean {
    return this.#byText.size === 0;
  }
}

/** Shortens words for a message, so that a long line stays readable. */
export function excerpt(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
