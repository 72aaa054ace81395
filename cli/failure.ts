/** What `ant` exits with, and when; `ant help exit-codes` prints this. */
export const EXIT_CODES = {
  done: { code: 0, meaning: "Done; all tasks waited for have succeeded" },
  failed: {
    code: 1,
    meaning: "A task waited for has failed, or something else went wrong",
  },
  usage: { code: 2, meaning: "The command line or a file cannot be read" },
  notFound: { code: 3, meaning: "No such task, GPU, log or file" },
  noRight: { code: 4, meaning: "Not logged in, or no right to do this" },
  unreachable: { code: 5, meaning: "No server answers" },
  refused: { code: 6, meaning: "Refused by a limit of the token in use" },
  impossible: { code: 7, meaning: "Can never run on this machine" },
  later: { code: 75, meaning: "Not now: the server cannot save, or ends" },
  timeout: { code: 124, meaning: "--timeout passed; the task goes on" },
  detached: { code: 130, meaning: "Ctrl-C; the task goes on" },
} as const satisfies Readonly<
  Record<string, { readonly code: number; readonly meaning: string }>
>;

/** Why `ant` ends as it does. */
export type Exit = keyof typeof EXIT_CODES;

/** What a failure may add to its message. */
export interface FailureFacts {
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** A word for programs; that of the exit by default. */
  readonly code?: string | undefined;
  /** The flag of a task that it is about, for a file to be told by line. */
  readonly flag?: string | undefined;
  readonly cause?: unknown;
}

/** Says what did not happen, why, and what to do; ends the command. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exit: Exit;
  readonly hint: string | null;
  readonly code: string;
  readonly flag: string | null;

  constructor(exit: Exit, message: string, facts: FailureFacts = {}) {
    super(message, { cause: facts.cause });
    this.exit = exit;
    this.hint = facts.hint ?? null;
    this.code = facts.code ?? exit;
    this.flag = facts.flag ?? null;
  }

  get exitCode(): number {
    return EXIT_CODES[this.exit].code;
  }
}

/** A command line that cannot be meant. */
export function usage(message: string, hint?: string, flag?: string): Failure {
  return new Failure("usage", message, { hint, flag });
}
