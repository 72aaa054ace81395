import { dirname } from "node:path";
import { usage } from "../failure.ts";
import type { Terminal } from "../output/terminal.ts";
import { userFolder } from "./user_folder.ts";

/** A value that was set somewhere else than on the command line. */
export interface Setting {
  /** `url`, or `run.` and a flag of `ant run`. */
  readonly key: string;
  readonly value: readonly string[];
  /** Where it was set: a variable, or a file. */
  readonly origin: string;
}

/** What is set, by key; the nearest origin has won. */
export type Settings = ReadonlyMap<string, Setting>;

type Where = Pick<Terminal, "cwd" | "env">;

/** The variables that are read; flags of `ant run` come as `ANT_RUN_GPUS`. */
const VARIABLES: Readonly<Record<string, string>> = {
  url: "ANT_URL",
};

/**
 * Reads what is set: variables come before the project's file, and that
 * before the user's.
 *
 * @throws {Failure} for a file that cannot be read, with line and column.
 */
export async function readSettings(
  where: Where,
  runFlags: readonly string[],
): Promise<Settings> {
  const found = new Map<string, Setting>();
  const add = (settings: readonly Setting[]) => {
    for (const setting of settings) {
      if (!found.has(setting.key)) found.set(setting.key, setting);
    }
  };
  add(fromVariables(where, runFlags));
  const files = [...await projectFiles(where.cwd), userFile(where)];
  for (const file of files) {
    if (file !== null) add(await fromFile(file, runFlags));
  }
  return found;
}

/** The user's own file. */
function userFile(where: Where): string | null {
  const folder = userFolder(where);
  return folder === null ? null : `${folder}/config.toml`;
}

function fromVariables(
  { env }: Where,
  runFlags: readonly string[],
): readonly Setting[] {
  const names = [
    ...Object.entries(VARIABLES),
    ...runFlags.map((flag) => [`run.${flag}`, runVariable(flag)] as const),
  ];
  return names.flatMap(([key, name]) => {
    const value = env(name);
    return value === null ? [] : [{ key, value: [value], origin: name }];
  });
}

/** `gpu-type` is `ANT_RUN_GPU_TYPE`. */
export function runVariable(flag: string): string {
  return `ANT_RUN_${flag.toUpperCase().replaceAll("-", "_")}`;
}

/** The nearest of each, from the folder up to the root. */
async function projectFiles(cwd: string): Promise<readonly string[]> {
  for (let dir = cwd;; dir = dirname(dir)) {
    const here: string[] = [];
    for (const name of [".ant.toml", "pyproject.toml"]) {
      if (await isFile(`${dir}/${name}`)) here.push(`${dir}/${name}`);
    }
    if (here.length > 0 || dir === dirname(dir)) return here;
  }
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isFile }) => isFile, () => false);
}

async function fromFile(
  path: string,
  runFlags: readonly string[],
): Promise<readonly Setting[]> {
  if (!await isFile(path)) return [];
  const { readTomlFile } = await import("../files/toml.ts");
  const content = await readTomlFile(path);
  const isShared = path.endsWith("/pyproject.toml");
  const tool = content.tool as Readonly<Record<string, unknown>> | undefined;
  const own = isShared ? tool?.ant ?? {} : content;
  return settingsOf(own as Readonly<Record<string, unknown>>, path, runFlags);
}

function settingsOf(
  content: Readonly<Record<string, unknown>>,
  path: string,
  runFlags: readonly string[],
): readonly Setting[] {
  const { run = {}, ...others } = content;
  const of = (key: string, value: unknown): Setting => ({
    key,
    value: (Array.isArray(value) ? value : [value]).map(String),
    origin: path,
  });
  const known = Object.keys(VARIABLES);
  const strange = [
    ...Object.keys(others).filter((key) => !known.includes(key)),
    ...Object.keys(run as object)
      .filter((flag) => runFlags.length > 0 && !runFlags.includes(flag))
      .map((flag) => `run.${flag}`),
  ];
  if (strange.length > 0) {
    throw usage(
      `Cannot use "${path}": it has no such key as "${strange[0]}"`,
      `Its keys are ${known.join(", ")}, and in [run] the flags of ant run.`,
    );
  }
  return [
    ...Object.entries(others).map(([key, value]) => of(key, value)),
    ...Object.entries(run as object).map(([flag, value]) =>
      of(`run.${flag}`, value)
    ),
  ];
}
