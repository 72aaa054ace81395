import { ant } from "../../cli/ant.ts";
import type { Terminal } from "../../cli/output/terminal.ts";
import type { TestServer } from "../helpers/server.ts";

const MAIN = new URL("../../cli/main.ts", import.meta.url).pathname;

/** How a test wants its terminal. */
export interface AntOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether a person looks. */
  readonly isTerminal?: boolean;
  /** Hears what is said, as it comes. */
  readonly hear?: (text: string) => void;
}

/** What a command has said, and how it ended. */
export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, against a real server. */
export async function told(
  server: Pick<TestServer, "dir"> | null,
  args: readonly string[],
  { env = {}, cwd, isTerminal = false, hear = () => {} }: AntOptions = {},
): Promise<Told> {
  const all: Readonly<Record<string, string>> = {
    ...environment(server),
    ...env,
  };
  const out = gathering(hear);
  const err = gathering(hear);
  const terminal: Terminal = {
    out: out.add,
    err: err.add,
    isTerminal,
    isErrTerminal: isTerminal,
    columns: 120,
    rows: 50,
    cwd: cwd ?? server?.dir ?? "/",
    env: (name) => all[name] || null,
  };
  const code = await ant(args, terminal, "2.0.0-test");
  return { code, out: out.text(), err: err.text() };
}

function gathering(hear: (text: string) => void) {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  return {
    text: () => parts.join(""),
    add(some: string | Uint8Array) {
      const part = typeof some === "string"
        ? some
        : decoder.decode(some, { stream: true });
      parts.push(part);
      hear(part);
    },
  };
}

/** Runs it, and reads the JSON that it prints. */
export async function json(
  server: Pick<TestServer, "dir"> | null,
  args: readonly string[],
  options: AntOptions = {},
  // deno-lint-ignore no-explicit-any -- What it holds is what tests ask about.
): Promise<{ code: number; body: any; err: string }> {
  const { code, out, err } = await told(server, ["--json", ...args], options);
  return { code, body: JSON.parse(out), err };
}

/** Starts the program itself, in a process of its own. */
export function spawned(
  server: Pick<TestServer, "dir"> | null,
  args: readonly string[],
  options: AntOptions = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    ...anAnt(server, args, options),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** How Deno runs the program, where it is not for {@linkcode spawned}. */
export function anAnt(
  server: Pick<TestServer, "dir"> | null,
  args: readonly string[],
  { env = {}, cwd }: AntOptions = {},
) {
  return {
    args: ["run", "-A", "--frozen", MAIN, ...args],
    cwd: cwd ?? server?.dir ?? "/",
    clearEnv: true,
    env: { ...inherited(), ...environment(server), ...env },
  };
}

/** A server of the same user is found by the file that it leaves. */
function environment(
  server: Pick<TestServer, "dir"> | null,
): Readonly<Record<string, string>> {
  return server === null ? { ANT_RUNTIME_DIR: "/nowhere" } : {
    ANT_RUNTIME_DIR: `${server.dir}/servers`,
    HOME: `${server.dir}/home`,
  };
}

function inherited(): Record<string, string> {
  const names = ["PATH", "LANG", "TZ", "DENO_DIR"];
  const home = Deno.env.get("HOME");
  const cache = home === undefined ? {} : { DENO_DIR: `${home}/.cache/deno` };
  return {
    ...cache,
    ...Object.fromEntries(
      names.map((name) => [name, Deno.env.get(name)])
        .filter(([, value]) => value !== undefined),
    ),
  };
}
