/** Events that could not be written down: the caller must not confirm them. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/** State on disk that cannot be trusted: it ends the start and is left alone. */
export class StateError extends Error {
  override readonly name = "StateError";
}

/** The message of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
