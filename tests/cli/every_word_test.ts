import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES, Failure } from "../../cli/failure.ts";
import { findVerb, type FoundVerb } from "../../cli/find_verb.ts";
import { allAliases, allFlags } from "../../cli/grammar/all_flags.ts";
import { GLOBAL_FLAGS } from "../../cli/grammar/global_flags.ts";
import { parse } from "../../cli/grammar/parse.ts";
import type { Verb } from "../../cli/grammar/verb.ts";
import { VERBS } from "../../cli/verb_list.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { within } from "../helpers/within.ts";
import { anAnt, spawned, type Told, told } from "./an_ant.ts";
import { checkOutput, VERBS_WITH_SCHEMA } from "./output_schema.ts";
import { acting } from "./words/acting.ts";
import {
  comingIn,
  recovering,
  refusing,
  waitingForRoom,
} from "./words/afterwards.ts";
import { type Chapter, type Line, type Stage, wordsOf } from "./words/line.ts";
import { looking } from "./words/looking.ts";
import { openStreams } from "./words/streams.ts";
import { taskFlags } from "./words/task_flags.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** Leaves a file that cannot grow an error, and not a signal, setrlimit(2). */
const PROGRAM: readonly [string, ...string[]] = [
  ...["sh", "-c", 'trap \'\' XFSZ; exec "$0" "$@"', Deno.execPath()] as const,
  ...["run", "-A", "--frozen", "--no-code-cache", `${ROOT}main.ts`],
];

const dashed = (name: string) => name.length === 1 ? `-${name}` : `--${name}`;

/** All that somebody may type, and all that may come of it. */
async function everything(): Promise<readonly string[]> {
  const found = await Promise.all(VERBS.map(async (listed) => {
    const { verb } = await listed.load();
    const isEverywhere = new Set(GLOBAL_FLAGS.map(({ name }) => name));
    return [
      ...[listed.name, ...listed.aliases].map((name) => `ant ${name}`),
      ...allFlags(verb).filter(({ name }) => !isEverywhere.has(name))
        .map(({ name }) => `ant ${listed.name} --${name}`),
      ...allAliases(verb).map(({ name }) => `any verb ${dashed(name)}`),
    ];
  }));
  return [
    ...found.flat(),
    ...GLOBAL_FLAGS.map(({ name }) => `any verb --${name}`),
    ...Object.values(EXIT_CODES).map(({ code }) => `exit code ${code}`),
    ...VERBS.filter(({ name }) => name !== "mcp") // Speaks a protocol instead.
      .map(({ name }) => `JSON of ${name}`),
    ...VERBS_WITH_SCHEMA.map((name) => `JSON of ${name}`),
  ];
}

/** What a line has tried. */
function triedBy(
  { exit = "done", schema, pick }: Line,
  words: readonly string[],
  { listed, args }: FoundVerb,
  verb: Verb,
): readonly string[] {
  const end = args.indexOf("--");
  const own = end === -1 ? args : args.slice(0, end);
  const given = flagsIn(listed.name, verb, args);
  return [
    `ant ${words.slice(0, words.length - args.length).join(" ")}`,
    `ant ${listed.name}`,
    ...given.flatMap((name) => [
      `ant ${listed.name} --${name}`,
      `any verb --${name}`,
    ]),
    ...allAliases(verb).map(({ name }) => dashed(name))
      .filter((name) => own.includes(name)).map((name) => `any verb ${name}`),
    `exit code ${EXIT_CODES[exit].code}`,
    ...pick === undefined
      ? []
      : ["any verb --json", `JSON of ${schema ?? listed.name}`],
  ];
}

/** The flags that a line gives; none, where it cannot be read. */
function flagsIn(
  name: string,
  verb: Verb,
  args: readonly string[],
): readonly string[] {
  try {
    const { flags } = parse(name, verb, args);
    return allFlags(verb).map(({ name }) => name)
      .filter((name) => flags.text(name) !== null);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** Types a line, and looks at what comes of it. */
async function typed(
  server: TestServer,
  line: Line,
): Promise<readonly string[]> {
  const { exit = "done", out, err, pick, how, interruptAt } = line;
  const words = wordsOf(line.line);
  const found = findVerb(words)!;
  const { verb } = await found.listed.load();
  const asked = pick === undefined ? words : ["--json", ...words];
  const said = interruptAt === undefined
    ? await told(server, asked, how)
    : await interrupted(server, words, interruptAt);

  const all = `ant ${line.line}\n${said.err}${said.out}`;
  assertEquals(said.code, line.code ?? EXIT_CODES[exit].code, all);
  if (out !== undefined) assertMatch(said.out, out, all);
  if (err !== undefined) assertMatch(said.err, err, all);
  if (pick !== undefined) {
    const body = firstValue(said.out);
    checkOutput(line.schema ?? found.listed.name, body);
    assertEquals(pick(body), line.is, all);
  }
  return triedBy(line, words, found, verb);
}

/** A stream prints a value a line, everything else one alone. */
function firstValue(out: string): unknown {
  const [line = ""] = out.split("\n");
  return JSON.parse(line === "{" ? out : line);
}

/** Runs it in a process of its own, up to Ctrl-C. */
async function interrupted(
  server: TestServer,
  words: readonly string[],
  at: RegExp,
): Promise<Told> {
  const child = spawned(server, words);
  let err = "";
  const listen = async () => {
    for await (
      const text of child.stderr.pipeThrough(new TextDecoderStream())
    ) {
      const before = err;
      err += text;
      if (at.test(err) && !at.test(before)) child.kill("SIGINT");
    }
  };
  const what = `${at}, and the end of ant ${words.join(" ")}`;
  await within(listen(), { what, seen: () => err });
  const { code } = await child.status;
  return { code, err, out: await new Response(child.stdout).text() };
}

/** One task, as a spec and as a list of commands; and three in a chain. */
async function leaveFiles(dir: string): Promise<void> {
  await Deno.writeTextFile(`${dir}/tmp/plain.yaml`, "command: 'true'\n");
  await Deno.writeTextFile(`${dir}/tmp/one.txt`, "true\n");
  await Deno.writeTextFile(
    `${dir}/tmp/chain.txt`,
    "ant_task_id=first ant_hold=true true\n" +
      "ant_task_id=second ant_after=first true\n" +
      "ant_task_id=third ant_after=second true\n",
  );
}

Deno.test("every verb, flag, spelling, exit code and JSON schema holds against a real server", async (t) => {
  await using server = await aServer({
    gpus: 2,
    https: true,
    program: PROGRAM,
    config: { "HANDLER_on_shutdown": "detach" },
    prepare: leaveFiles,
  });
  await using gate = await aGate();
  const stage: Stage = { ...server, wait: gate.wait };
  const tried = new Set<string>();
  const read = (server: TestServer, { about, lines }: Chapter) =>
    t.step(about, async () => {
      const wrong: string[] = [];
      for (const line of lines) {
        try {
          for (const one of await typed(server, line)) tried.add(one);
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          wrong.push(`ant ${line.line}: ${error.message}`);
        }
      }
      assertEquals(wrong, []);
    });

  for (
    const chapter of [
      ...looking(stage),
      taskFlags(stage),
      ...acting(stage),
      comingIn(stage),
    ]
  ) {
    await read(server, chapter);
  }
  await t.step("a second restore keeps what the first put aside", async () => {
    const files = Deno.readDir(`${server.dir}/tmp/restored`);
    const names = (await Array.fromAsync(files)).map(({ name }) => name);
    const state = "ant_recovery_state.json.before-restore";
    assertEquals(
      names.filter((name) => name.startsWith(state)).sort(),
      [state, `${state}-2`],
    );
  });
  await t.step("mcp speaks to an agent on stdin and stdout", async () => {
    await speaksMcp(server);
    tried.add("ant mcp");
  });

  const streams = await openStreams(server);
  assertEquals(await server.stop(), 0);
  await using again = await server.again();
  await read(again, recovering());
  await t.step("what streams goes on over a restart, and says so", async () => {
    await streams.goOn(() => gate.open());
  });
  const limits = "token create bob --max-gpus 1 --max-queued 1";
  const { out: bob } = await told(again, wordsOf(limits));
  for (const limit of ["max-gpus", "max-queued"]) {
    tried.add(`ant token create --${limit}`); // What refusing() is about.
  }
  await read(again, refusing(bob.trim()));
  const { success } = await new Deno.Command("prlimit", {
    args: ["--pid", `${again.pid}`, "--fsize=1"],
  }).output();
  assert(success);
  await read(again, waitingForRoom());

  await t.step("nothing is left that no line has tried", async () => {
    const all = await everything();
    assertEquals(all.filter((one) => !tried.has(one)), []);
  });
});

async function speaksMcp(server: TestServer): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    ...anAnt(server, ["mcp"]),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const client = { name: "a test", version: "1" };
  const params = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: client,
  };
  const request = { jsonrpc: "2.0", id: 1, method: "initialize", params };
  const writer = child.stdin.getWriter();
  await writer.write(
    new TextEncoder().encode(`${JSON.stringify(request)}\n`),
  );
  const lines = child.stdout.pipeThrough(new TextDecoderStream());
  const reader = lines.getReader();
  const { value } = await reader.read();
  await writer.close();
  await reader.cancel();

  assertEquals(JSON.parse(value!).result.serverInfo.name, "ant");
  await child.stderr.cancel();
  await child.status;
}
