/**
 * `deno task test [SUITE | PART_OF_A_PATH]... [--filter NAME]...`
 *
 * Runs every test of the project, suite after suite, the fast ones first, and
 * ends with `N passed, N failed` alone on the last line. With `CI=true`, a
 * test that was skipped counts as failed.
 */
import { needChromium } from "./run/chromium_package.ts";
import { runSuite, type Surroundings } from "./run/child.ts";
import {
  add,
  closingLine,
  type Counts,
  NONE,
  withoutSkips,
} from "./run/counts.ts";
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

/** One failure for a suite that says nothing, so that silence never passes. */
async function run(suite: Suite, around: Surroundings): Promise<Counts> {
  if (around.deadline.aborted) {
    say(`  ${suite.name}: not run, the time was up\n`);
    return { ...NONE, failed: 1 };
  }
  if (suite.files.length === 0) {
    say(`  ${suite.name}: found no tests\n`);
    return { ...NONE, failed: 1 };
  }
  if (NEED_BROWSER.includes(suite.name)) {
    const browser = await needChromium((line) => say(`${line}\n`));
    if ("missing" in browser && suite.name !== "conformance") {
      const all = `all ${suite.files.length} files`;
      say(`  ${suite.name}: skipped ${all}, ${browser.missing}\n`);
      return { ...NONE, skipped: suite.files.length };
    }
  }
  const counts = await runSuite(suite, around);
  const sum = counts.passed + counts.failed + counts.skipped;
  if (sum > 0 || around.flags.length > 0) return counts;
  say(`  ${suite.name}: its files hold no tests\n`);
  return { ...NONE, failed: 1 };
}

async function runAll(
  suites: readonly Suite[],
  around: Surroundings,
): Promise<Counts> {
  let all = NONE;
  for (const suite of suites) {
    const startedMs = performance.now();
    say(`${suite.name}: ${suite.files.length} files\n`);
    const counts = await run(suite, around);
    const elapsed = ((performance.now() - startedMs) / 1000).toFixed(1);
    say(`${suite.name}: ${closingLine(counts)} in ${elapsed} s\n\n`);
    all = add(all, counts);
  }
  return all;
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
let counts = await runAll(suites, {
  root: ROOT,
  tempDir,
  flags,
  isChecked,
  say,
  deadline: deadline.signal,
});
clearTimeout(alarm);
await Deno.remove(tempDir, { recursive: true });

if (counts.passed + counts.failed + counts.skipped === 0) {
  say(`No test matches ${Deno.args.map((arg) => `"${arg}"`).join(" ")}\n`);
  counts = { ...NONE, failed: 1 };
}
if (/^(true|1)$/i.test(Deno.env.get("CI") ?? "")) {
  if (counts.skipped > 0) say("CI is set: a skipped test counts as failed\n");
  counts = withoutSkips(counts);
}
say(`${closingLine(counts)}\n`);
Deno.exit(counts.failed > 0 ? 1 : 0);
