import { resolve } from "node:path";
import { Failure, usage } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import { TASK_FLAGS } from "./run_flags.ts";

interface Source {
  readonly flags: Flags;
  readonly command: string;
}

/** A spec may hold secrets: it is for its owner alone. */
const MODE = 0o600;

/** Writes what was asked for, so that `ant submit` asks for the same. */
export async function saveSpec(
  file: string,
  cwd: string,
  sources: readonly Source[],
): Promise<void> {
  const specs = sources.map(specOf);
  const content = specs.length === 1 ? specs[0]! : { tasks: specs };
  const path = resolve(cwd, file);
  const text = await written(path, content);
  try {
    await Deno.writeTextFile(path, "", { mode: MODE });
    await Deno.chmod(path, MODE); // One may have been there.
    await Deno.writeTextFile(path, text);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure("failed", `Cannot write "${path}": ${why}`, { cause });
  }
}

function specOf({ flags, command }: Source): Readonly<Record<string, unknown>> {
  const keys = TASK_FLAGS.flatMap(({ name, many, value }) => {
    const values = flags.all(name);
    if (values.length === 0) return [];
    const one = values.at(-1)!;
    return [[name, many ? values : value === null ? one === "yes" : one]];
  });
  return { command, ...Object.fromEntries(keys) };
}

async function written(
  path: string,
  content: Readonly<Record<string, unknown>>,
): Promise<string> {
  if (path.endsWith(".toml")) {
    const { stringify } = await import("../files/toml_package.ts");
    return stringify(content) + "\n";
  }
  if (/\.ya?ml$/.test(path)) {
    const { stringify } = await import("../files/yaml_package.ts");
    return stringify(content);
  }
  throw usage(
    `Cannot write "${path}": its name says neither YAML nor TOML`,
    "End it in .yaml or .toml.",
  );
}
