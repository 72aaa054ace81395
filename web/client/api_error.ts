/** A request that the server turned down, or that never reached it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** What did not happen, in a few words. */
    readonly title: string,
    /** The cause and the way out, as the server tells them. */
    readonly detail: string,
    /** The HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Everything that was wrong with what was sent. */
    readonly issues: readonly ApiIssue[] = [],
  ) {
    super(detail === "" ? title : `${title}: ${detail}`);
  }
}

/** One thing wrong with what was sent. */
export interface ApiIssue {
  readonly message: string;
  readonly line?: number;
  readonly field?: string;
  readonly token?: string;
}
