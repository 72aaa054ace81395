const START = /^(\[rank\d+\]: )?Traceback \(most recent call last\):$/;
/** One of a class within a function is of `<locals>`. */
const EXCEPTION = /^[A-Za-z_](?:[\w.]|<locals>)*(?:: .*)?$/;
/** Python's words before the traceback of what ended nothing. */
const ENDED_NOTHING =
  /^(?:Exception ignored |Error in atexit\.|--- Logging error ---)/;
/** torchrun's word for a failure that the traceback before it tells of. */
const OF_A_CHILD = /\bChildFailedError\b/;
/** After more lines than these, a program has gone on. */
const LINES_AFTER = 40;
const MAX_LENGTH = 160;

/**
 * Finds the exception that ended a Python program: the last line of the last
 * traceback at the end of its log. torch begins each line with a rank.
 *
 * ```text
 * [rank0]: Traceback (most recent call last):
 * [rank0]:   File "train.py", line 3, in <module>
 * [rank0]: ValueError: shapes do not match
 * ```
 */
export function exceptionIn(text: string): string | null {
  const lines = text.split("\n").map((line) => line.trimEnd())
    .filter((line) => line !== "");
  let prefix: string | null = null;
  let found = "";
  let place = -Infinity;
  for (const [at, line] of lines.entries()) {
    const start = START.exec(line);
    if (start !== null) {
      prefix = ENDED_NOTHING.test(lines[at - 1] ?? "") ? null : start[1] ?? "";
    }
    if (start !== null || prefix === null) continue;
    const own = line.startsWith(prefix) ? line.slice(prefix.length) : line;
    if (own.startsWith(" ")) continue;
    prefix = null;
    if (!EXCEPTION.test(own) || OF_A_CHILD.test(own)) continue;
    found = own;
    place = at;
  }
  if (lines.length - 1 - place > LINES_AFTER) return null;
  return found.length <= MAX_LENGTH
    ? found
    : `${found.slice(0, MAX_LENGTH - 1)}…`;
}
