/** So that those of a whole run fit on a page, the last one of a log. */
const MAX_LINES_EACH = 40;
const LAST_LINES = 30;

// deno-lint-ignore no-control-regex
const COLOR = /\x1b\[[\d;]*m/g;
const NAME = /^\S.* => \.\/\S+:\d+:\d+$/;

/**
 * What `deno test` said of each failed test, its name first, without colors
 * and each cut to 40 lines:
 *
 * ```text
 *  ERRORS
 *
 * a name => ./a_test.ts:1:6
 * error: Error: a reason
 *
 *  FAILURES
 * ```
 *
 * Where no such part is (types that do not check, a crash, a kill), the last
 * lines of the output.
 */
export function failuresIn(output: string): string[] {
  const lines = output.replace(COLOR, "").trimEnd().split("\n");
  const end = lines.lastIndexOf(" FAILURES ");
  const start = lines.lastIndexOf(" ERRORS ", end);
  if (end < 0 || start < 0) return [lines.slice(-LAST_LINES).join("\n")];

  const failures: string[][] = [];
  for (const line of lines.slice(start + 1, end)) {
    if (NAME.test(line)) failures.push([]);
    failures.at(-1)?.push(line);
  }
  return failures.map((told) => shortened(told));
}

function shortened(told: readonly string[]): string {
  const text = told.join("\n").trimEnd().split("\n");
  if (text.length <= MAX_LINES_EACH) return text.join("\n");
  const more = `… ${text.length - MAX_LINES_EACH} lines more, above`;
  return [...text.slice(0, MAX_LINES_EACH), more].join("\n");
}
