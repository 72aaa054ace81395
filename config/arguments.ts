import { parseArgs } from "node:util";
import { nearestKey } from "./nearest_key.ts";
import { type OptionName, OPTIONS } from "./options.ts";
import { StartError } from "./start_error.ts";

/** Which GPUs the program is to use. */
export type GpuSelection =
  | { readonly kind: "all" }
  | { readonly kind: "ids"; readonly ids: readonly number[] }
  | { readonly kind: "simulated"; readonly count: number };

/** What the command line asks for; `null` where it says nothing. */
export interface StartArguments {
  readonly kind: "start";
  readonly gpus: GpuSelection;
  readonly configFile: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly apiPort: number | null;
  readonly logDir: string | null;
  readonly certDir: string | null;
  /** Whether the dashboard is to be served without TLS. */
  readonly http: boolean;
  /** Whether nobody is to be asked for a token. */
  readonly noAuth: boolean;
}

/** A command line, understood. */
export type Arguments =
  | StartArguments
  | { readonly kind: "help" }
  | { readonly kind: "version" };

const MOST_SIMULATED_GPUS = 64;
const HIGHEST_GPU_ID = 1023;

/**
 * Reads the command line; a repeated option overrides the earlier one.
 *
 * @throws {StartError} for the first thing that cannot be meant.
 */
export function parseArguments(args: readonly string[]): Arguments {
  const { options, positionals } = tokenize(args);
  if (options.has("help")) return { kind: "help" };
  if (options.has("version")) return { kind: "version" };
  const value = (name: OptionName) => options.get(name) ?? null;
  return {
    kind: "start",
    gpus: gpusOf(positionals, value("simulate")),
    configFile: value("config"),
    host: value("host"),
    port: portOf("port", value("port")),
    apiPort: portOf("api-port", value("api-port")),
    logDir: value("log-dir"),
    certDir: value("cert-path"),
    http: options.has("http"),
    noAuth: options.has("no-auth"),
  };
}

interface Tokens {
  /** Each option given, with its value; "" for a switch. */
  readonly options: ReadonlyMap<OptionName, string>;
  readonly positionals: readonly string[];
}

function tokenize(args: readonly string[]): Tokens {
  const { tokens } = parseArgs({
    // Task runners hand on the "--" that sets their own options apart.
    args: (args[0] === "--" ? args.slice(1) : args).map(withDashes),
    options: Object.fromEntries(
      Object.entries(OPTIONS).map((
        [name, { value }],
      ) => [name, { type: value === null ? "boolean" : "string" }]),
    ),
    strict: false, // Its own messages do not name the nearest option.
    allowPositionals: true,
    tokens: true,
  });
  const options = new Map<OptionName, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    options.set(
      knownName(name, rawName),
      valueOf(rawName, name, value, inlineValue),
    );
  }
  return { options, positionals };
}

function withDashes(arg: string): string {
  const [name] = arg.split("=", 1);
  return arg.startsWith("--")
    ? name!.replaceAll("_", "-") + arg.slice(name!.length)
    : arg === "-h"
    ? "--help"
    : arg;
}

function knownName(name: string, rawName: string): OptionName {
  if (Object.hasOwn(OPTIONS, name)) return name as OptionName;
  const nearest = nearestKey(name, Object.keys(OPTIONS));
  throw new StartError(
    "usage",
    `Cannot read option "${rawName}": there is none of that name, perhaps "--${nearest}"; see --help`,
  );
}

function valueOf(
  rawName: string,
  name: string,
  value: string | undefined,
  inlineValue: boolean | undefined,
): string {
  const { value: wanted } = OPTIONS[name as OptionName];
  if (wanted === null && value !== undefined) {
    throw new StartError(
      "usage",
      `Cannot read option "${rawName}": it takes no value, leave out "${value}"`,
    );
  }
  if (wanted === null) return "";
  if (value && (inlineValue || !value.startsWith("-"))) return value;
  throw new StartError(
    "usage",
    `Cannot read option "${rawName}": its value is missing, write ${rawName}=${wanted}`,
  );
}

function gpusOf(
  positionals: readonly string[],
  simulated: string | null,
): GpuSelection {
  if (positionals.length > 1) {
    throw new StartError(
      "usage",
      `Cannot read "${
        positionals[1]
      }": GPU ids are one word with commas, such as 0,1,2,3`,
    );
  }
  const [ids] = positionals;
  if (simulated === null) {
    return ids === undefined
      ? { kind: "all" }
      : { kind: "ids", ids: idsOf(ids) };
  }
  if (ids !== undefined) {
    throw new StartError(
      "usage",
      `Cannot use GPUs "${ids}" and --simulate at once: leave one out`,
    );
  }
  return { kind: "simulated", count: simulatedCount(simulated) };
}

function simulatedCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST_SIMULATED_GPUS) {
    return count;
  }
  throw new StartError(
    "usage",
    `Cannot simulate "${text}" GPUs: give a number from 1 to ${MOST_SIMULATED_GPUS}`,
  );
}

function idsOf(text: string): number[] {
  const words = text.split(",").map((word) => word.trim());
  const bad = words.find((word) =>
    !/^\d{1,4}$/.test(word) || Number(word) > HIGHEST_GPU_ID
  );
  if (bad !== undefined) {
    throw new StartError(
      "gpuIds",
      `Cannot read GPU ids "${text}": "${bad}" is no GPU id, write numbers with commas, such as 0,1,2,3`,
    );
  }
  const ids = words.map(Number);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return ids;
  throw new StartError(
    "gpuIds",
    `Cannot use GPU ids "${text}": ${twice} stands twice, name each GPU once`,
  );
}

function portOf(name: OptionName, text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new StartError(
    "port",
    `Cannot use port "${text}" of --${name}: give a number from 0 to 65535, where 0 takes any free port`,
  );
}
