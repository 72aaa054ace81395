/** One thing wrong with what was sent, and where. */
export interface SpecIssue {
  readonly message: string;
  /** The physical line of the command text, from 1. */
  readonly line?: number;
  /** The piece of text that is wrong, as it was written. */
  readonly token?: string;
  /** The field of the body that is wrong. */
  readonly field?: string;
  /** Said of what no server with these GPUs can ever run. */
  readonly code?: "impossible";
}

/** Bad input, with everything that is wrong about it. */
export class SpecError extends TypeError {
  override readonly name = "SpecError";

  constructor(readonly issues: readonly SpecIssue[]) {
    super(issues.map((issue) => issue.message).join("; "));
  }
}

/** Why a well-formed request was turned down. */
export type RefusalCode =
  | "unknown-task"
  | "unknown-tag"
  | "wrong-state"
  | "duplicate-id"
  | "unknown-gpu"
  | "key-reused"
  | "unknown-token"
  | "not-yours"
  | "over-limit"
  | "unknown-entry"
  | "not-durable"
  | "shutting-down";

/** A well-formed request that the present state does not allow. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly code: RefusalCode,
    /** One text, or one for each task of a batch that was turned down. */
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("; "));
  }
}

/** A move that the table of transitions does not list: a bug of ours. */
export class IllegalTransition extends Error {
  override readonly name = "IllegalTransition";

  constructor(id: string, from: string, to: string) {
    super(`Cannot move task "${id}" from "${from}" to "${to}"`);
  }
}

/** A log that is not there, or not there any more. */
export class LogMissing extends Error {
  override readonly name = "LogMissing";

  constructor(
    path: string,
    options?: ErrorOptions,
    why = "there is no such file",
  ) {
    super(`Cannot read log "${path}": ${why}`, options);
  }
}

/** A path that leads out of the folder of logs, perhaps by a link. */
export class LogOutside extends Error {
  override readonly name = "LogOutside";

  constructor(path: string, root: string) {
    super(`Cannot read log "${path}": it is not within "${root}"`);
  }
}
