/**
 * Tells an answer of the operating system from a bug of ours. Deno ends every
 * such message with the number, but names the code of the common ones only.
 */
export function isOsError(error: unknown): error is Error {
  return error instanceof Error && /\(os error \d+\)/.test(error.message);
}
