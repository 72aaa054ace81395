/** How the tests of a suite, or of all suites, went. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** No test, yet. */
export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Adds up two counts. */
export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

// deno-lint-ignore no-control-regex
const COLOR = /\x1b\[[\d;]*m/g;
const CLOSING =
  /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed(?: \([^)]*\))?(?: \| (\d+) ignored)?/gm;

/**
 * Reads the closing line of `deno test`, of which the last one counts:
 *
 * ```text
 * ok | 2 passed (1 step) | 0 failed | 1 ignored (6ms)
 * ```
 *
 * A run that ended badly without naming a failed test (types that do not
 * check, a crash, a kill) counts as one failed test more.
 */
export function readCounts(output: string, exitCode: number): Counts {
  const closing = [...output.replace(COLOR, "").matchAll(CLOSING)].at(-1);
  const [passed, failed, skipped] = closing
    ? closing.slice(1, 4).map((count) => Number(count ?? 0))
    : [0, 0, 0];
  const unnamed = exitCode !== 0 && failed === 0 ? 1 : 0;
  return { passed: passed!, failed: failed! + unnamed, skipped: skipped! };
}

/** Where a skip would hide something, as in CI, it counts as a failure. */
export function withoutSkips({ passed, failed, skipped }: Counts): Counts {
  return { passed, failed: failed + skipped, skipped: 0 };
}

/** The line that a whole run ends with. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
