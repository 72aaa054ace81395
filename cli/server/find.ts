import { runtimeDirs, type RuntimeFile } from "../../config/runtime_dir.ts";
import { Failure, usage } from "../failure.ts";
import type { Terminal } from "../output/terminal.ts";
import { readLogins } from "./logins.ts";
import type { Settings } from "./settings.ts";

/** A server, and how it was found. */
export interface Place {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: string | null;
  /** A certificate in PEM to trust. */
  readonly certificate: string | null;
  /** What named it, for people. */
  readonly origin: string;
  /** Where its pages are, as far as that is known. */
  readonly dashboardUrl: string;
  /** Whether it runs on this machine, so that folders are the same. */
  readonly isLocal: boolean;
}

/**
 * Finds the server: a flag, then a variable or a file, then one that runs on
 * this machine, then the last login.
 *
 * @throws {Failure} where there is none, or more than one.
 */
export async function findServer(
  flag: string | null,
  settings: Settings,
  terminal: Pick<Terminal, "env" | "cwd">,
): Promise<Place> {
  const running = await runningServers(terminal);
  const logins = await readLogins(terminal);
  const setting = settings.get("url");
  const named = flag ?? setting?.value[0] ?? null;
  const origin = flag === null ? setting?.origin ?? "" : "--url";
  const own = terminal.env("ANT_TOKEN");
  const at = (url: string, from: string): Place => {
    const file = running.find(({ apiUrl, dashboardUrl }) =>
      url === apiUrl || url === dashboardUrl
    );
    const login = logins.servers[url];
    return {
      url,
      token: own ?? login?.token ?? file?.token ?? null,
      certificate: login?.certificate ?? null,
      origin: from,
      dashboardUrl: file?.dashboardUrl ?? url,
      isLocal: file !== undefined || isLoopback(url),
    };
  };
  if (named !== null) return at(cleanUrl(named, origin), origin);
  const local = chooseLocal(running, terminal.cwd);
  if (local !== null) return at(local.apiUrl, `pid ${local.pid}`);
  if (logins.last !== null) return at(logins.last, "the last login");
  throw new Failure("unreachable", "Cannot find a server: none runs here", {
    hint: "Start one with ant serve, or name one with --url or ANT_URL; " +
      "ant login keeps one for later.",
  });
}

/** The servers that left a file and still live, the newest first. */
export async function runningServers(
  { env }: Pick<Terminal, "env">,
): Promise<readonly RuntimeFile[]> {
  const names = ["ANT_RUNTIME_DIR", "XDG_RUNTIME_DIR", "HOME"];
  const dirs = runtimeDirs(Object.fromEntries(
    names.flatMap((name) => {
      const value = env(name);
      return value === null ? [] : [[name, value]];
    }),
  ));
  const files = (await Promise.all(dirs.map(filesIn))).flat();
  return files.sort((a, b) => b.startedAtMs - a.startedAtMs);
}

async function filesIn(dir: string): Promise<RuntimeFile[]> {
  const files: RuntimeFile[] = [];
  try {
    for await (const { name } of Deno.readDir(dir)) {
      if (!/^server-\d+\.json$/.test(name)) continue;
      const file = await readFile(`${dir}/${name}`);
      if (file !== null && await isAlive(file.pid)) files.push(file);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files;
}

/** `null` for one that is half written, gone again, or somebody else's. */
async function readFile(path: string): Promise<RuntimeFile | null> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    const isKnown = error instanceof SyntaxError ||
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.PermissionDenied;
    if (!isKnown) throw error;
    return null;
  }
}

async function isAlive(pid: number): Promise<boolean> {
  return await Deno.stat(`/proc/${pid}`).then(() => true, () => false);
}

/**
 * Of several servers, the one that was started nearest above the folder.
 *
 * @throws {Failure} where that does not tell.
 */
function chooseLocal(
  running: readonly RuntimeFile[],
  cwd: string,
): RuntimeFile | null {
  if (running.length <= 1) return running[0] ?? null;
  const above = running.filter((file) =>
    cwd === file.cwd || cwd.startsWith(`${file.cwd}/`)
  ).sort((a, b) => b.cwd.length - a.cwd.length);
  const [nearest, next] = above;
  if (nearest !== undefined && nearest.cwd !== next?.cwd) return nearest;
  const each = running.map(({ apiUrl, cwd }) => `--url ${apiUrl}  (in ${cwd})`);
  throw usage(
    `Cannot tell which of ${running.length} servers is meant`,
    `Name one:\n${each.join("\n")}`,
  );
}

function cleanUrl(text: string, origin: string): string {
  const written = /^https?:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(written)) {
    throw usage(
      `Cannot read the address "${text}" of ${origin}`,
      "Write it as http://host:5000, or https://host:6060.",
    );
  }
  return written.replace(/\/+$/, "");
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" ||
    hostname.startsWith("127.");
}
