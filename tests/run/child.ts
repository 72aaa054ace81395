import { type Counts, readCounts } from "./counts.ts";
import { failuresIn } from "./failures.ts";
import type { Suite } from "./suites.ts";
import { endProcessesMarked } from "../helpers/processes.ts";

/** Makes properties draw the same examples in every whole run. */
const STEADY = "tests/helpers/steady_chance.ts";
/** Says that a quiet suite still runs. */
const HEARTBEAT_MS = 15_000;

/** What a run of one suite needs to know about the whole. */
export interface Surroundings {
  readonly root: string;
  /** Everything that this run starts has this folder in its environment. */
  readonly tempDir: string;
  /** Handed on to `deno test` as they are. */
  readonly flags: readonly string[];
  /** Whether all types are known to hold. */
  readonly isChecked: boolean;
  readonly say: (text: string) => void;
  /** Aborted when the whole run has taken too long. */
  readonly deadline: AbortSignal;
}

/** How a suite went. */
export interface Outcome {
  readonly counts: Counts;
  /** What there is to read of each failure. */
  readonly failures: readonly string[];
}

/** Runs one suite in a child of its own and counts what it did. */
export async function runSuite(
  suite: Suite,
  around: Surroundings,
): Promise<Outcome> {
  const { say, deadline } = around;
  const tempDir = `${around.tempDir}/${suite.name}`;
  await Deno.mkdir(tempDir);
  const child = start(suite, around, tempDir);
  const giveUp = () => void endProcessesMarked(tempDir);
  deadline.addEventListener("abort", giveUp);

  const startedMs = performance.now();
  const heartbeat = setInterval(() => {
    const elapsed = Math.round((performance.now() - startedMs) / 1000);
    say(`  ${suite.name}: still running after ${elapsed} s\n`);
  }, HEARTBEAT_MS);

  const heard: string[] = [];
  const hear = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      heard.push(text);
      if (suite.streams) say(text);
    }
  };
  const hearing = Promise.all([hear(child.stdout), hear(child.stderr)]);
  const { code } = await child.status;

  clearInterval(heartbeat);
  deadline.removeEventListener("abort", giveUp);
  const left = await endProcessesMarked(tempDir);
  await hearing; // What was left behind may have held it open.
  if (left > 0 && !deadline.aborted) {
    say(`  ${suite.name}: left ${left} processes behind, now ended\n`);
  }
  const output = heard.join("");
  if (code !== 0 && !suite.streams) say(output);
  const counts = readCounts(output, code);
  return { counts, failures: counts.failed > 0 ? failuresIn(output) : [] };
}

function start(
  suite: Suite,
  { root, flags, isChecked }: Surroundings,
  tempDir: string,
): Deno.ChildProcess {
  const args = ["test", "-A", "--frozen", "--preload", STEADY, ...flags];
  if (isChecked) args.push("--no-check");
  if (suite.atOnce > 1) args.push("--parallel");
  const { hardwareConcurrency } = navigator;
  return new Deno.Command(Deno.execPath(), {
    args: [...args, ...suite.files],
    cwd: root,
    clearEnv: true,
    env: {
      ...cleanEnvironment(Deno.env.toObject()),
      DENO_JOBS: String(Math.min(suite.atOnce, hardwareConcurrency)),
      TMPDIR: tempDir,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Leaves out what would make a test see the user's own ANT or GPUs. */
export function cleanEnvironment(
  from: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(from).filter(([name]) => !/^(ANT|CUDA)_/.test(name)),
  );
}
