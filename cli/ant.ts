import { nearest } from "../scheduler/model/submit/nearest.ts";
import { EXIT_CODES, Failure, usage } from "./failure.ts";
import { parse } from "./grammar/parse.ts";
import type { Flags } from "./grammar/flags.ts";
import { GLOBAL_FLAGS } from "./grammar/global_flags.ts";
import type { Call } from "./grammar/verb.ts";
import type { Select } from "./output/jq.ts";
import { saying } from "./output/say.ts";
import { tell, tellFailure, tellWords } from "./output/tell.ts";
import { ReaderGone, type Terminal } from "./output/terminal.ts";
import { Api } from "./server/api.ts";
import { findServer } from "./server/find.ts";
import { readSettings } from "./server/settings.ts";
import { findVerb, type FoundVerb } from "./find_verb.ts";
import { VERBS } from "./verb_list.ts";

/** Does what a command line asks for, and resolves to the exit code. */
export async function ant(
  args: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<number> {
  try {
    const inOrder = verbFirst(args);
    const found = findVerb(inOrder);
    return found === null
      ? await withoutVerb(inOrder, terminal, version)
      : await runVerb(found, terminal, version);
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT_CODES.done.code;
    if (!(error instanceof Failure)) throw error;
    const end = args.indexOf("--");
    const own = end === -1 ? args : args.slice(0, end);
    const isJson = own.some((arg) => /^--json(l?$|=)/.test(arg));
    return tellEnd(error, isJson, terminal);
  }
}

/** Its exit code counts, though nobody reads why. */
function tellEnd(
  failure: Failure,
  isJson: boolean,
  terminal: Terminal,
): number {
  try {
    tellFailure(failure, isJson, terminal);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
  return failure.exitCode;
}

async function runVerb(
  { listed, args }: FoundVerb,
  terminal: Terminal,
  version: string,
): Promise<number> {
  const { verb } = await listed.load();
  const { flags, words, rest, ignored } = parse(listed.name, verb, args);
  if (flags.has("help")) {
    const { manualPage } = await import("./grammar/manual_page.ts");
    terminal.out(manualPage(listed, verb));
    return EXIT_CODES.done.code;
  }
  using opened = new DisposableStack();
  const settings = once(() => readSettings(terminal, []));
  const api = once(async () => {
    const url = flags.text("url");
    const place = await findServer(url, await settings(), terminal);
    if (!flags.has("verbose")) return opened.use(new Api(place));
    const hear = (line: string) => terminal.err(`${line}\n`);
    hear(`Server ${place.url} (${place.origin})`);
    return opened.use(new Api(place, hear));
  });
  const select = await selectOf(flags);
  const about = { flags, words, rest, terminal, version, select };
  const call: Call = { ...about, settings, api };
  ignored.forEach((one) => saying(call)(`Ignored: ${one}`));
  const outcome = await verb.run(call);
  if (!verb.streams || outcome.json !== undefined) {
    tell(outcome, call);
  } else tellWords(outcome, call);
  return outcome.code ?? EXIT_CODES.done.code;
}

/** Read before anything is done, since it may be wrong. */
async function selectOf(flags: Flags): Promise<Select | null> {
  const expression = flags.text("jq");
  if (expression === null) return null;
  const { readJq } = await import("./output/jq.ts");
  return await readJq(expression);
}

async function withoutVerb(
  args: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<number> {
  const [word] = args;
  if (word === "--version" || word === "-V") {
    terminal.out(`ANT ${version}\n`);
    return EXIT_CODES.done.code;
  }
  if (word === undefined || word === "--help" || word === "-h") {
    const { overview } = await import("./grammar/overview.ts");
    (word === undefined ? terminal.err : terminal.out)(overview());
    return EXIT_CODES[word === undefined ? "usage" : "done"].code;
  }
  const names = VERBS.flatMap(({ name, aliases }) => [name, ...aliases]);
  const near = nearest(word, [...names, "serve"]);
  throw usage(
    `Cannot do "${word}": there is no such verb`,
    `${near === null ? "" : `Did you mean "ant ${near}"? `}ant help lists all.`,
  );
}

/** Flags for everywhere may stand before the verb, too. */
function verbFirst(args: readonly string[]): readonly string[] {
  const before: string[] = [];
  for (let place = 0; place < args.length; place++) {
    const arg = args[place]!;
    const name = arg.replace(/^--?/, "").split("=")[0]!;
    const flag = GLOBAL_FLAGS.find((flag) =>
      arg.startsWith("-") && (flag.name === name || flag.short === name)
    );
    if (flag === undefined || flag.name === "help") {
      return insertBehindVerb(args.slice(place), before);
    }
    before.push(arg);
    const takesNext = flag.value !== null && !flag.optional &&
      !arg.includes("=");
    if (takesNext) before.push(args[++place] ?? "");
  }
  return args;
}

/** Not at the end: there may be another program's command line. */
function insertBehindVerb(
  args: readonly string[],
  flags: readonly string[],
): readonly string[] {
  const found = findVerb(args);
  if (found === null) return args;
  const verb = args.slice(0, args.length - found.args.length);
  return [...verb, ...flags, ...found.args];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => made ??= make();
}
