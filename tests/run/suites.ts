/** A group of test files that one `deno test` runs. */
export interface Suite {
  readonly name: string;
  /** Paths relative to the project's root, sorted. */
  readonly files: readonly string[];
  /** Prints each test as it ends, since one may take seconds. */
  readonly streams: boolean;
  /**
   * How many files run side by side, as far as there are cores. More than one
   * only where no test takes a time.
   */
  readonly atOnce: number;
}

/** Fast ones first: an error in a parser shows before a browser starts. */
const ORDER = [
  "unit",
  "architecture",
  "conformance",
  "api",
  "fuzz",
  "integration",
  "cli",
  "crash",
  "e2e",
  "budgets",
];
const STREAMS = ["fuzz", "integration", "cli", "crash", "e2e", "budgets"];
/** What starts servers and browsers of its own wants memory for each. */
const AT_ONCE: Readonly<Record<string, number>> = {
  unit: Infinity,
  api: Infinity,
  fuzz: Infinity,
  integration: 2,
  cli: 2,
  e2e: 2,
};
const NOT_OURS = ["node_modules", "_fresh", "coverage", "dist", "bench"];

/**
 * Groups the project's test files into suites: `tests/<suite>/**` by folder,
 * all others are `unit`. A folder that `ORDER` does not know runs last, and
 * a suite that it knows is listed even without a file, so that an empty one
 * is noticed.
 */
export async function findSuites(root: string): Promise<Suite[]> {
  const files = new Map<string, string[]>(ORDER.map((name) => [name, []]));
  for await (const path of testFiles(root, "")) {
    const name = suiteOf(path);
    files.set(name, [...files.get(name) ?? [], path]);
  }
  return [...files].map(([name, paths]) => ({
    name,
    files: paths.sort(),
    streams: STREAMS.includes(name),
    atOnce: AT_ONCE[name] ?? 1,
  }));
}

/**
 * The suite that a test file belongs to. Those that take times in a browser
 * are one of their own, and have the machine for themselves.
 */
export function suiteOf(path: string): string {
  if (/^tests\/e2e\/(\w+_)?budgets_test\.ts$/.test(path)) return "budgets";
  const folder = /^tests\/([^/]+)\//.exec(path)?.[1] ?? "unit";
  return ["run", "helpers", "fixtures"].includes(folder) ? "unit" : folder;
}

/**
 * Keeps what the words of a command line ask for: a suite by its name, or
 * files by any part of their path. No words ask for everything.
 */
export function narrow(
  suites: readonly Suite[],
  words: readonly string[],
): Suite[] {
  if (words.length === 0) return [...suites];
  const wanted = (suite: Suite, path: string) =>
    words.some((word) => word === suite.name || path.includes(word));
  return suites
    .map((suite) => ({
      ...suite,
      files: suite.files.filter((path) => wanted(suite, path)),
    }))
    .filter((suite) => suite.files.length > 0);
}

async function* testFiles(
  root: string,
  folder: string,
): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(`${root}/${folder}`)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || NOT_OURS.includes(entry.name)) continue;
    if (entry.isDirectory) yield* testFiles(root, path);
    else if (/_test\.tsx?$/.test(entry.name)) yield path;
  }
}
