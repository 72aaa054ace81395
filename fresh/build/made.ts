import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "../request/types.ts";
import type { Bundle, Chunk } from "./bundle.ts";
import { digest, digestFile } from "./digest.ts";
import { type Folders, type Sources } from "./sources.ts";

/** What a build came to; kept beside its output, as JSON. */
export interface Made {
  readonly mode: Mode;
  readonly buildId: string;
  readonly clientEntry: string;
  /** Where the exports of islands are, by the islands' names. */
  readonly chunks: Readonly<Record<string, Chunk>>;
  /** What the project's files were then: digests by path below the root. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digests of static files by path below their folder. */
  readonly statics: Readonly<Record<string, string>>;
  /** Names the rest that a build depends on. */
  readonly setting: string;
}

/** What builds: where it changes, the same sources come to something else. */
const OWN_FOLDER = fileURLToPath(new URL("./", import.meta.url));

/** Names islands by their files, as identifiers that differ. */
export function nameIslands(
  islandDir: string,
  paths: readonly string[],
): Record<string, string> {
  const named: Record<string, string> = {};
  for (const path of paths) {
    const base = basename(path).replace(/\.[jt]sx?$/, "")
      .replaceAll(/\W/g, "_").replace(/^(?=\d)/, "_");
    let name = base;
    for (let i = 2; name in named || name === "boot"; i++) name = base + i;
    named[name] = join(islandDir, path);
  }
  return named;
}

/** Names what a build depends on, besides the content of files. */
export async function settingOf(
  { root }: Folders,
  { routes, islands }: Sources,
  mode: Mode,
  target: string | string[],
): Promise<string> {
  const own = (await Array.fromAsync(Deno.readDir(OWN_FOLDER)))
    .map(({ name }) => name).sort();
  const code = await digestAll(
    OWN_FOLDER,
    own.map((name) => join(OWN_FOLDER, name)),
  );
  const lists = JSON.stringify([code, mode, target, routes, islands]);
  const packages = await digestFile(join(root, "deno.lock"));
  return digest(lists, packages ?? "");
}

/** Digests static files. */
export async function digestStatics(
  { staticDir }: Folders,
  { statics }: Sources,
): Promise<Record<string, string>> {
  return await digestAll(
    staticDir,
    statics.map((path) => join(staticDir, path)),
  );
}

/** Records what a bundle came from. */
export async function madeOf(
  { root }: Folders,
  mode: Mode,
  { buildId, clientEntry, chunks, inputs }: Bundle,
  statics: Readonly<Record<string, string>>,
  setting: string,
): Promise<Made> {
  return {
    mode,
    buildId,
    clientEntry,
    chunks,
    inputs: await digestAll(root, inputs),
    statics,
    setting,
  };
}

/** Whether a build of now would come to the same. */
export async function isFresh(
  { root }: Folders,
  made: Made,
  statics: Readonly<Record<string, string>>,
  setting: string,
): Promise<boolean> {
  if (made.setting !== setting) return false;
  if (JSON.stringify(made.statics) !== JSON.stringify(statics)) return false;
  for (const [path, then] of Object.entries(made.inputs)) {
    if (await digestFile(join(root, path)) !== then) return false;
  }
  return true;
}

async function digestAll(
  base: string,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const path of paths) {
    const now = await digestFile(path);
    if (now !== null) digests[relative(base, path)] = now;
  }
  return digests;
}
