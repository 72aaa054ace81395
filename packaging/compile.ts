/**
 * `deno task compile [--target TRIPLE] [--check]`: `dist/ant`, the server in
 * one file that needs no Deno. Where Deno's base binary cannot be had, says
 * so, and checks all but that: what is imported, included and embedded.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ROOT } from "../root.ts";
import { BUNDLE_FLAGS } from "../systemd/own_command.ts";
import { BUNDLED_ENTRY, filesIn, writeAppFolder } from "./app_folder.ts";
import { notEmbedded } from "./embedded.ts";
import { type Ended, runProgram } from "./run_program.ts";

/** What `deno compile` knows of its own accord, or refuses. */
const NOT_FOR_COMPILE = ["--no-lock", "--no-npm"];

/** Where there is a /proc to find processes in. */
const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/** EX_UNAVAILABLE and EX_USAGE, sysexits(3). */
const UNAVAILABLE = 69;
const USAGE = 64;

/** Compiles an app folder for one kind of machine; `null` for this one. */
function compile(
  app: string,
  output: string,
  target: string | null,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const flags = BUNDLE_FLAGS.filter((flag) => !NOT_FOR_COMPILE.includes(flag));
  return runProgram(Deno.execPath(), [
    ...["compile", ...flags, "--no-check", "--include", "."],
    ...target === null ? [] : ["--target", target],
    ...["--output", output, BUNDLED_ENTRY],
  ], { cwd: app, env });
}

/**
 * Compiles with this very Deno as the base binary. What comes of it does not
 * run, but is put together in the same way.
 *
 * @throws {Error} with what cannot be imported, or was not embedded.
 */
export async function checkPackaging(app: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "ant-compile-" });
  const output = join(folder, "ant");
  try {
    const env = { DENORT_BIN: Deno.execPath() };
    const { success, said } = await compile(app, output, null, env);
    if (!success) throw new Error(`Cannot compile: ${said.trim()}`);
    const missing = await notEmbedded(app, output);
    if (missing.length > 0) {
      throw new Error(`Cannot find in the binary: ${missing.join(", ")}`);
    }
    const files = await filesIn(app);
    return `Packaging check: ok, ${files.length} files embedded`;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Why there is no base binary; `null` where something else went wrong. */
export function baseBinaryProblem(said: string): string | null {
  if (!/base binary|denort/.test(said)) return null;
  const why = /error sending request.*|\S*denort.*/.exec(said)?.[0];
  return `Cannot have Deno's base binary: ${why ?? said.trim()}\n` +
    `Set DENORT_BIN to the denort of Deno ${Deno.version.deno} for that ` +
    "kind of machine, or run this where dl.deno" + ".land answers";
}

/** Whether a binary of this machine is the server, and not a plain Deno. */
async function isServer(path: string): Promise<boolean> {
  return /^ANT \d/.test((await runProgram(path, ["--version"])).said);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { target: { type: "string" }, check: { type: "boolean" } },
  });
  const target = values.target ?? null;
  if (target !== null && !TARGETS.includes(target)) {
    const problem = `Cannot compile for "${target}": it runs on Linux`;
    return say(`${problem}; name ${TARGETS.join(" or ")}`, USAGE);
  }
  const name = target === null ? "ant" : `ant-${target}`;
  const output = fileURLToPath(new URL(`dist/${name}`, ROOT));
  const app = await Deno.makeTempDir({ prefix: "ant-app-" });
  try {
    await writeAppFolder(app);
    if (values.check) return say(await checkPackaging(app), 0);
    const { success, said } = await compile(app, output, target);
    if (success && (target !== null || await isServer(output))) {
      const { size } = await Deno.stat(output);
      return say(`${output}, ${(size / 2 ** 20).toFixed(0)} MiB`, 0);
    }
    const problem = success
      ? `Cannot use "${output}": DENORT_BIN names a Deno, and not its denort`
      : baseBinaryProblem(said);
    if (problem === null) throw new Error(said);
    say(problem, UNAVAILABLE);
    if (success) await Deno.remove(output);
    return say(await checkPackaging(app), UNAVAILABLE);
  } finally {
    await Deno.remove(app, { recursive: true });
  }
}

function say(text: string, code: number): number {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
  return code;
}

if (import.meta.main) Deno.exit(await main());
