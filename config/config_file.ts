import type { z } from "zod";
import { factsOf } from "./expectation.ts";
import { findJsonFault } from "./json_fault.ts";
import { nearestKey } from "./nearest_key.ts";
import {
  CONFIG_KEYS,
  type ConfigKey,
  FILE_SCHEMA,
  type FileValues,
} from "./schema.ts";
import { StartError } from "./start_error.ts";

/** A config file, understood. */
export interface ConfigFile {
  readonly values: FileValues;
  /** The keys that stand in the file; the other values are defaults. */
  readonly given: ReadonlySet<string>;
}

const PORT_KEYS: readonly string[] = ["frontend_port", "backend_port"];

/**
 * Reads a config file's text.
 *
 * @throws {StartError} that names every fault in one line.
 */
export function parseConfigFile(source: string, path: string): ConfigFile {
  const raw = parseJson(source.replace(/^\uFEFF/, ""), path);
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw new StartError(
      "config",
      `Cannot load config "${path}": it must hold one JSON object, {"key": value, …}`,
    );
  }
  const parsed = FILE_SCHEMA.safeParse(raw);
  if (!parsed.success) throw faultsOf(parsed.error, raw, path);
  const { VISUALIZER_output_min_lines: min, VISUALIZER_output_max_lines: max } =
    parsed.data;
  if (min > max) {
    throw new StartError(
      "config",
      `Cannot load config "${path}": "VISUALIZER_output_min_lines" is ${min}, more than "VISUALIZER_output_max_lines", ${max}; swap or change them`,
    );
  }
  return { values: parsed.data, given: new Set(Object.keys(raw)) };
}

function parseJson(source: string, path: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const { line, column, found } = findJsonFault(source)!;
    throw new StartError(
      "config",
      `Cannot load config "${path}": not JSON at line ${line}, column ${column}, where ${found} stands; mend the file there`,
      { cause },
    );
  }
}

function faultsOf(error: z.ZodError, raw: object, path: string): StartError {
  const faults = error.issues.flatMap((issue) =>
    issue.path.length > 1
      ? [wrongWithin(issue)]
      : issue.code === "unrecognized_keys"
      ? issue.keys.map(unknownKey)
      : [wrongValue(issue.path[0] as ConfigKey, raw)]
  );
  const onlyPorts = error.issues.every(({ path }) =>
    PORT_KEYS.includes(String(path[0]))
  );
  return new StartError(
    onlyPorts ? "port" : "config",
    `Cannot load config "${path}": ${[...new Set(faults)].join("; ")}`,
  );
}

function unknownKey(key: string): string {
  return `there is no key "${key}", perhaps "${nearestKey(key, CONFIG_KEYS)}"`;
}

/** Names the place and not the value: an address of a webhook is a secret. */
function wrongWithin({ path, message }: z.core.$ZodIssue): string {
  const [key, ...rest] = path;
  const place = rest.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${String(part)}`
  );
  return `"${String(key)}${place.join("")}" is wrong: ${message}`;
}

function wrongValue(key: ConfigKey, raw: object): string {
  const value = (raw as Record<string, unknown>)[key];
  const found = key === "NOTIFY_webhooks"
    ? `a ${typeof value}` // Which may be the address alone.
    : JSON.stringify(value);
  return `"${key}" must be ${factsOf(key).expects}, not ${found}`;
}
