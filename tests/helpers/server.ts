import type { SchedulerState } from "../../scheduler/model/state.ts";
import { freePorts } from "./free_ports.ts";
import { recoveryText } from "./long_history.ts";
import { endProcessesMarked } from "./processes.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
/** A first start may have to build the pages, on whatever machine. */
const START_MS = 5 * 60_000;
/** What an ended server printed last is read by then. */
const LINGER_MS = 1_000;

/** How a test wants its server. */
export interface ServerOptions {
  /** How many simulated GPUs; `null` starts without `--simulate`. */
  readonly gpus?: number | null;
  /** Keys of the config file beside the ports and folders. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** More of the command line. */
  readonly args?: readonly string[];
  /** Serves the dashboard as HTTPS, as it is by default outside of tests. */
  readonly https?: boolean;
  /**
   * What an earlier life left; it is taken up without asking. A log named
   * `logs/…` stands in the server's folder.
   */
  readonly past?: SchedulerState;
  /** What to run instead of this project's `main.ts`. */
  readonly program?: readonly [string, ...string[]];
  /** Puts files into the server's folder before it starts there. */
  readonly prepare?: (dir: string) => Promise<void>;
  /** What it prints once it answers; the sign-in link by default. */
  readonly ready?: RegExp;
}

/** The real server, in a process and a folder of its own. */
export interface TestServer extends AsyncDisposable {
  /** The dashboard, without a slash at the end. */
  readonly url: string;
  /** ANT's API at its own port, without a slash at the end. */
  readonly apiUrl: string;
  readonly token: string;
  /** Holds `config.json`, `logs/`, `cert/`, and is the working folder. */
  readonly dir: string;
  readonly pid: number;
  /** All that it printed until now, standard error included. */
  printed(): string;
  /** Fetches from the dashboard, or from a whole URL, with the token. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** SIGKILL, as a power cut would do it to the server alone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number>;
  /** Starts the server again over the same folder, ports and token. */
  again(): Promise<TestServer>;
}

/** Says how a start ended before the server answered anyone. */
export class StartFailed extends Error {
  override readonly name = "StartFailed";
  readonly code: number;
  readonly printed: string;

  constructor(code: number, printed: string) {
    super(`The server ended with exit code ${code}:\n${printed}`);
    this.code = code;
    this.printed = printed;
  }
}

/** Where a server lives; one that starts again lives in the same place. */
interface Home {
  readonly dir: string;
  readonly port: number;
  readonly apiPort: number;
  readonly token: string;
}

/**
 * Starts the server and resolves once it has printed its sign-in link.
 *
 * @throws {StartFailed} when it ends before that.
 */
export async function aServer(
  options: ServerOptions = {},
): Promise<TestServer> {
  const [port, apiPort] = freePorts(2);
  const home = {
    dir: await Deno.makeTempDir({ prefix: "ant-server-" }),
    port: port!,
    apiPort: apiPort!,
    token: crypto.randomUUID(),
  };
  await Deno.mkdir(`${home.dir}/tmp`);
  const { past } = options;
  if (past !== undefined) await leavePast(home.dir, past);
  await options.prepare?.(home.dir);
  await Deno.writeTextFile(
    `${home.dir}/config.json`,
    JSON.stringify({
      frontend_port: home.port,
      backend_port: home.apiPort,
      LOGGER_log_dir: `${home.dir}/logs`,
      RECOVERY_state_file: `${home.dir}/logs/ant_recovery_state.json`,
      ...past === undefined ? {} : { RECOVERY_mode: "auto" },
      ...options.config,
    }),
  );
  try {
    return await startIn(home, options);
  } catch (error) {
    await Deno.remove(home.dir, { recursive: true });
    throw error;
  }
}

async function leavePast(dir: string, past: SchedulerState): Promise<void> {
  await Deno.mkdir(`${dir}/logs/earlier`, { recursive: true });
  await Deno.writeTextFile(
    `${dir}/logs/ant_recovery_state.json`,
    recoveryText(past, Date.now()),
  );
}

async function startIn(
  home: Home,
  options: ServerOptions,
): Promise<TestServer> {
  const child = spawn(home, options);
  const output = new Output(child, options.ready ?? /\?token=/);
  await output.ready(START_MS);
  const url = `${options.https ? "https" : "http"}://127.0.0.1:${home.port}`;
  const apiUrl = `http://127.0.0.1:${home.apiPort}`;
  const client = options.https
    ? Deno.createHttpClient({
      caCerts: [await Deno.readTextFile(`${home.dir}/cert/cert.pem`)],
    })
    : Deno.createHttpClient({});

  const end = async (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // It has ended already.
    }
    return await output.ended;
  };
  let closed = false;
  const closeClient = () => {
    if (!closed) client.close();
    closed = true;
  };
  return {
    url,
    apiUrl,
    token: home.token,
    dir: home.dir,
    pid: child.pid,
    printed: () => output.text,
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      if (!headers.has("authorization")) {
        headers.set("authorization", `Bearer ${home.token}`);
      }
      const ours = { ...init, headers, client };
      return fetch(new URL(path, url), ours);
    },
    async kill() {
      await end("SIGKILL");
      closeClient();
    },
    async stop() {
      const code = await end("SIGTERM");
      closeClient();
      return code;
    },
    again: () => startIn(home, options),
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
      closeClient();
      await endProcessesMarked(home.dir); // Its tasks outlive it.
      await Deno.remove(home.dir, { recursive: true }).catch(() => {});
    },
  };
}

function spawn(home: Home, options: ServerOptions): Deno.ChildProcess {
  const { gpus = 4, https = false, args = [], env = {} } = options;
  const [program, ...first] = options.program ??
    [Deno.execPath(), "run", "-A", "--frozen", `${ROOT}main.ts`];
  const simulate = gpus === null ? [] : ["--simulate", `${gpus}`];
  const more = [
    ...simulate,
    ...https ? [] : ["--http"],
    ...["--host", "127.0.0.1"],
    ...["--config", `${home.dir}/config.json`],
    ...["--cert_path", `${home.dir}/cert`],
    ...args,
  ];
  return new Deno.Command(program, {
    args: [...first, ...more],
    cwd: home.dir,
    clearEnv: true,
    env: {
      ...inherited(),
      ANT_TOKEN: home.token,
      ANT_RUNTIME_DIR: `${home.dir}/servers`,
      TMPDIR: `${home.dir}/tmp`, // Marks all that it starts, too.
      ...env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "LANG", "TZ", "USER", "DENO_DIR"];
  return Object.fromEntries(
    names.map((name) => [name, Deno.env.get(name)])
      .filter(([, value]) => value !== undefined),
  );
}

/** Gathers what a child prints, and notices one line of it. */
class Output {
  text = "";
  /** Resolves to the exit code once the child and its output have ended. */
  readonly ended: Promise<number>;
  readonly #child: Deno.ChildProcess;
  readonly #line: RegExp;
  #isReady = false;
  readonly #lineSeen = Promise.withResolvers<true>();

  constructor(child: Deno.ChildProcess, line: RegExp) {
    this.#child = child;
    this.#line = line;
    const leave = new AbortController();
    const heard = Promise.all([
      this.#hear(child.stdout, leave.signal),
      this.#hear(child.stderr, leave.signal),
    ]);
    this.ended = child.status.then(async ({ code }) => {
      // A task that outlives its server may hold these open for long, and
      // one that never was ready has none: all that it says is its reason.
      const alarm = setTimeout(
        () => leave.abort(),
        this.#isReady ? LINGER_MS : START_MS,
      );
      await heard;
      clearTimeout(alarm);
      return code;
    });
  }

  async ready(patienceMs: number): Promise<void> {
    const alarm = setTimeout(() => this.#child.kill("SIGKILL"), patienceMs);
    const first = await Promise.race([this.#lineSeen.promise, this.ended]);
    clearTimeout(alarm);
    if (first !== true) throw new StartFailed(first, this.text);
  }

  async #hear(
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
    leave: AbortSignal,
  ) {
    const reader = stream.getReader();
    leave.addEventListener("abort", () => void reader.cancel());
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.text += decoder.decode(value, { stream: true });
      if (!this.#line.test(this.text)) continue;
      this.#isReady = true;
      this.#lineSeen.resolve(true);
    }
  }
}
