/**
 * `deno task test [SUITE | PART_OF_A_PATH]... [--filter NAME]...`
 *
 * Runs every test of the project, suite after suite, the fast ones first. It
 * ends with what failed and why, so that the last page of a log tells all, and
 * with `N passed, N failed` alone on the last line. With `CI=true`, a test
 * that was skipped counts as failed.
 */
import { needChromium } from "./run/chromium_package.ts";
import { type Outcome, runSuite, type Surroundings } from "./run/child.ts";
import { add, closingLine, NONE, withoutSkips } from "./run/counts.ts";
import { findSuites, narrow, type Suite } from "./run/suites.ts";
import { typesHold } from "./run/types_hold.ts";
import { endProcessesMarked } from "./helpers/processes.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const ALL_TESTS_MS = 30 * 60_000;
/** Without one, a few tests of the first skip themselves. */
const NEED_BROWSER = ["conformance", "e2e", "budgets"];

const encoder = new TextEncoder();

function say(text: string) {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length;) {
    from += Deno.stdout.writeSync(bytes.subarray(from));
  }
}

/** Splits `--filter NAME` and other flags from the words that name tests. */
function readArgs(args: readonly string[]) {
  const flags: string[] = [];
  const words: string[] = [];
  args.forEach((arg, index) => {
    const isFlag = arg.startsWith("-") || args[index - 1] === "--filter";
    (isFlag ? flags : words).push(arg);
  });
  return { flags, words };
}

/** A suite that says nothing has failed, so that silence never passes. */
function failedAs(suite: Suite, reason: string): Outcome {
  const failure = `${suite.name}: ${reason}`;
  say(`  ${failure}\n`);
  return { counts: { ...NONE, failed: 1 }, failures: [failure] };
}

async function run(suite: Suite, around: Surroundings): Promise<Outcome> {
  if (around.deadline.aborted) return failedAs(suite, "not run, time was up");
  if (suite.files.length === 0) return failedAs(suite, "found no tests");
  if (NEED_BROWSER.includes(suite.name)) {
    const browser = await needChromium((line) => say(`${line}\n`));
    if ("missing" in browser && suite.name !== "conformance") {
      const all = `all ${suite.files.length} files`;
      say(`  ${suite.name}: skipped ${all}, ${browser.missing}\n`);
      return { counts: { ...NONE, skipped: suite.files.length }, failures: [] };
    }
  }
  const outcome = await runSuite(suite, around);
  const { passed, failed, skipped } = outcome.counts;
  const isSilent = passed + failed + skipped === 0 && around.flags.length === 0;
  return isSilent ? failedAs(suite, "its files hold no tests") : outcome;
}

async function runAll(
  suites: readonly Suite[],
  around: Surroundings,
): Promise<Outcome> {
  let all = NONE;
  const failures: string[] = [];
  for (const suite of suites) {
    const startedMs = performance.now();
    say(`${suite.name}: ${suite.files.length} files\n`);
    const { counts, failures: ofSuite } = await run(suite, around);
    const elapsed = ((performance.now() - startedMs) / 1000).toFixed(1);
    say(`${suite.name}: ${closingLine(counts)} in ${elapsed} s\n\n`);
    all = add(all, counts);
    failures.push(...ofSuite);
  }
  return { counts: all, failures };
}

const { flags, words } = readArgs(Deno.args);
const suites = narrow(await findSuites(ROOT), words);
const tempDir = await Deno.makeTempDir({ prefix: "ant-tests-" });
const deadline = new AbortController();
const alarm = setTimeout(() => {
  say(`\nEnding all tests: not done after ${ALL_TESTS_MS / 60_000} minutes\n`);
  deadline.abort();
}, ALL_TESTS_MS);
const stop = async () => {
  await endProcessesMarked(tempDir);
  await Deno.remove(tempDir, { recursive: true });
  Deno.exit(1);
};
Deno.addSignalListener("SIGTERM", stop);
Deno.addSignalListener("SIGINT", stop);

// Where they do not hold, the suite that they are of says which and where.
const isChecked = words.length === 0 && await typesHold(ROOT);
const outcome = await runAll(suites, {
  root: ROOT,
  tempDir,
  flags,
  isChecked,
  say,
  deadline: deadline.signal,
});
clearTimeout(alarm);
await Deno.remove(tempDir, { recursive: true });

let { counts } = outcome;
if (counts.passed + counts.failed + counts.skipped === 0) {
  say(`No test matches ${Deno.args.map((arg) => `"${arg}"`).join(" ")}\n`);
  counts = { ...NONE, failed: 1 };
}
if (/^(true|1)$/i.test(Deno.env.get("CI") ?? "")) {
  if (counts.skipped > 0) say("CI is set: a skipped test counts as failed\n");
  counts = withoutSkips(counts);
}
for (const failure of outcome.failures) say(`${failure}\n\n`);
say(`${closingLine(counts)}\n`);
Deno.exit(counts.failed > 0 ? 1 : 0);
