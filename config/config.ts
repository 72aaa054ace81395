import type { GpuSelection, StartArguments } from "./arguments.ts";
import { type ConfigFile, parseConfigFile } from "./config_file.ts";
import type { Environment } from "./environment.ts";
import {
  CONFIG_KEYS,
  type ConfigKey,
  FILE_SCHEMA,
  type FileValues,
  LEGACY_KEYS,
} from "./schema.ts";
import { runtimeDirs } from "./runtime_dir.ts";
import { fromHome, type Settings, settingsOf } from "./settings.ts";
import { StartError } from "./start_error.ts";

/** Where a value comes from; a later one overrides those before it. */
export type Origin = "default" | "file" | "env" | "argument";

/** Everything that can be set, from wherever it was set. */
export interface Config extends Settings {
  /** The file that was read; `null` when there was none. */
  readonly configFile: string | null;
  readonly gpus: GpuSelection;
  /** Holds `cert.pem` and `key.pem`. */
  readonly certDir: string;
  readonly authRequired: boolean;
  /** The token from the environment; `null` when the one on disk counts. */
  readonly token: string | null;
  /** Where a file tells `ant` of this server; `null` for nowhere. */
  readonly runtimeDir: string | null;
  /** All keys, as they came together. */
  readonly values: FileValues;
  /** Where systemd listens; `null` where it does not. */
  readonly notifySocket: string | null;
  /** Whether to tell OpenTelemetry of tasks. */
  readonly traces: boolean;
  /** What the person who starts the program should read once. */
  readonly notices: readonly string[];
  readonly origins: ReadonlyMap<ConfigKey, Origin>;
}

/** Where the config file is looked for; it may be absent there. */
export const DEFAULT_CONFIG_FILE = "config/default.json";

const LEAST_TOKEN_LENGTH = 16;
const ON_SHUTDOWN = ["terminate", "detach"] as const;
const RECOVERY_MODES = ["ask", "auto"] as const;

/**
 * Brings file, environment and arguments together.
 *
 * @throws {StartError} for anything that would not work as it was meant.
 */
export async function loadConfig(
  args: StartArguments,
  env: Environment,
  readFile: (path: string) => Promise<string> = Deno.readTextFile,
): Promise<Config> {
  const path = args.configFile ?? DEFAULT_CONFIG_FILE;
  const source = await readSource(path, args.configFile !== null, readFile);
  const file: ConfigFile = source === null
    ? { values: FILE_SCHEMA.parse({}), given: new Set() }
    : parseConfigFile(source, path);
  const isModeGiven = args.configFile !== null &&
    file.given.has("RECOVERY_mode");
  const fromEnv = definedOf({
    MONITORING_nvidia_smi: env.ANT_NVIDIA_SMI,
    HANDLER_on_shutdown: wordOf(env, "ANT_ON_SHUTDOWN", ON_SHUTDOWN),
    RECOVERY_mode: isModeGiven
      ? undefined
      : wordOf(env, "ANT_RECOVERY_MODE", RECOVERY_MODES),
  });
  const fromArgs = definedOf({
    FRONTEND_host: args.host,
    frontend_port: args.port,
    backend_port: args.apiPort,
    LOGGER_log_dir: args.logDir,
    FRONTEND_protocol: args.http ? "http" : null,
  });
  const values = { ...file.values, ...fromEnv, ...fromArgs } as FileValues;
  checkToken(env.ANT_TOKEN);
  checkAddresses(values, args);
  const origins = new Map(CONFIG_KEYS.map((key) => {
    if (key in fromArgs) return [key, "argument"] as const;
    if (key in fromEnv) return [key, "env"] as const;
    return [key, file.given.has(key) ? "file" : "default"] as const;
  }));
  return {
    ...settingsOf(values, env.HOME ?? null),
    values,
    configFile: source === null ? null : path,
    gpus: args.gpus,
    certDir: fromHome(args.certDir ?? "./cert", env.HOME ?? null),
    authRequired: !args.noAuth,
    token: env.ANT_TOKEN ?? null,
    runtimeDir: runtimeDirs(env)[0] ?? null,
    notifySocket: env.NOTIFY_SOCKET ?? null,
    traces: /^(true|1)$/i.test(env.OTEL_DENO ?? ""),
    notices: noticesOf(file, args),
    origins,
  };
}

/** @throws {StartError} for a word that the variable may not be. */
function wordOf(
  env: Environment,
  name: "ANT_ON_SHUTDOWN" | "ANT_RECOVERY_MODE",
  words: readonly [string, string],
): string | undefined {
  const word = env[name];
  if (word === undefined || words.includes(word)) return word;
  throw new StartError(
    "config",
    `Cannot use ${name}: "${word}" is neither ${words.join(" nor ")}`,
  );
}

async function readSource(
  path: string,
  asked: boolean,
  readFile: (path: string) => Promise<string>,
): Promise<string | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound && !asked) return null;
    const why = cause instanceof Deno.errors.NotFound
      ? "there is no such file"
      : (cause as Error).message;
    throw new StartError(
      "configFile",
      `Cannot read config "${path}": ${why}; name another with --config`,
      { cause },
    );
  }
}

function definedOf(values: Partial<Record<ConfigKey, unknown>>) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value != null),
  );
}

function checkToken(token: string | undefined): void {
  if (token === undefined) return;
  const fault = token.length < LEAST_TOKEN_LENGTH
    ? `it has ${token.length} characters, give it ${LEAST_TOKEN_LENGTH} or more`
    : /^[!-~]+$/.test(token)
    ? null
    : "it may hold only printable ASCII characters and no blanks";
  if (fault !== null) {
    throw new StartError("config", `Cannot use ANT_TOKEN: ${fault}`);
  }
}

function checkAddresses(values: FileValues, args: StartArguments): void {
  const { FRONTEND_host, frontend_port, BACKEND_host, backend_port } = values;
  const samePort = frontend_port === backend_port && backend_port !== 0;
  if (samePort && overlap(FRONTEND_host, BACKEND_host)) {
    throw new StartError(
      "port",
      `Cannot use port ${frontend_port} twice: dashboard and API need one each, change --port or --api-port`,
    );
  }
  const open = [FRONTEND_host, BACKEND_host].find((host) => !isLoopback(host));
  if (args.noAuth && args.host === null && open !== undefined) {
    throw new StartError(
      "notPermitted",
      `Cannot start with --no-auth on ${open}: whoever reaches it could run commands; add --host 127.0.0.1, or --host ${open} to allow just that`,
    );
  }
}

function overlap(one: string, other: string): boolean {
  const any = (host: string) => host === "0.0.0.0" || host === "::";
  return one === other || any(one) || any(other);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

function noticesOf(file: ConfigFile, args: StartArguments): string[] {
  const ignored = [...file.given].filter((key) => LEGACY_KEYS.has(key));
  const notices = ignored.length === 0
    ? []
    : [`These keys have no effect here: ${ignored.join(", ")}`];
  if (args.noAuth) {
    notices.push("--no-auth: whoever reaches this server can run commands");
  }
  return notices;
}
