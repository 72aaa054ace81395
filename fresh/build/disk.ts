import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServedFile } from "./files.ts";
import type { Made } from "./made.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Folders, Sources } from "./sources.ts";
import { writeWhole } from "./write_whole.ts";

/** What the generated module exports. */
export interface DiskSnapshot extends Snapshot {
  /** Paths below the output folder, and digests, by URL path. */
  readonly files: readonly [pathname: string, path: string, hash: string][];
}

/** Reads what the last build came to; `null` where none was finished. */
export async function readMade(outDir: string): Promise<Made | null> {
  try {
    return JSON.parse(await Deno.readTextFile(join(outDir, "build.json")));
  } catch (error) {
    const isMissing = error instanceof Deno.errors.NotFound;
    if (isMissing || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Writes a build. The record comes last: a build that was cut short is none.
 * Two processes that build the same at once write the same, file by file.
 */
export async function writeBuild(
  folders: Folders,
  outDir: string,
  sources: Sources,
  islands: Readonly<Record<string, string>>,
  made: Made,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  await remove(join(outDir, "build.json"));
  for (const [pathname, content] of files) {
    const path = join(outDir, "static", pathname);
    await Deno.mkdir(dirname(path), { recursive: true });
    await writeWhole(path, content);
  }
  const code = snapshotCode(folders, outDir, sources, islands, made, files);
  await writeWhole(join(outDir, "snapshot.js"), code);
  await writeWhole(join(outDir, "build.json"), JSON.stringify(made, null, 1));
  await removeOthers(join(outDir, "static/_fresh/js"), made.buildId);
}

/** Loads the module that a build wrote, with all routes and islands. */
export async function loadSnapshot(
  outDir: string,
  buildId: string | null,
): Promise<{ snapshot: Snapshot; files: Map<string, ServedFile> }> {
  const url = pathToFileURL(join(outDir, "snapshot.js"));
  // Another build is another module, also within one process.
  url.search = buildId ?? "";
  const snapshot: DiskSnapshot = await import(url.href);
  // Into memory: the next build, of a start beside this one, replaces them.
  const files = await Promise.all(snapshot.files.map(
    async ([pathname, path, hash]): Promise<[string, ServedFile]> => [
      pathname,
      { content: await Deno.readFile(join(outDir, path)), hash },
    ],
  ));
  return { snapshot, files: new Map(files) };
}

/** Literal imports, so that check, bundle and compile see the whole graph. */
function snapshotCode(
  { routeDir, staticDir }: Folders,
  outDir: string,
  { routes }: Sources,
  islands: Readonly<Record<string, string>>,
  { buildId, clientEntry, chunks, statics }: Made,
  scripts: ReadonlyMap<string, Uint8Array>,
): string {
  const below = (path: string) => {
    const found = relative(outDir, path).replaceAll("\\", "/");
    return found.startsWith(".") ? found : `./${found}`;
  };
  const load = (name: string, path: string) =>
    `import * as ${name} from ${JSON.stringify(below(path))};`;
  const names = Object.keys(islands);
  const files: DiskSnapshot["files"] = [
    ...Object.entries(statics).map(([path, hash]): [string, string, string] => [
      `/${path}`,
      below(join(staticDir, path)),
      hash,
    ]),
    ...[...scripts.keys()].map((path): [string, string, string] => [
      path,
      `static${path}`,
      buildId,
    ]),
  ];
  return [
    "// Written by the build; changes here are lost.",
    ...routes.map((path, i) => load(`route${i}`, join(routeDir, path))),
    ...names.map((name, i) => load(`island${i}`, islands[name]!)),
    `export const buildId = ${JSON.stringify(buildId)};`,
    `export const clientEntry = ${JSON.stringify(clientEntry)};`,
    "export const routes = [",
    ...routes.map((path, i) =>
      `  { path: ${JSON.stringify(path)}, module: route${i} },`
    ),
    "];",
    "export const islands = [",
    ...names.map((name, i) => {
      const chunk = JSON.stringify(chunks[name]);
      return `  { name: "${name}", chunk: ${chunk}, module: island${i} },`;
    }),
    "];",
    `export const files = ${JSON.stringify(files, null, 2)};`,
    "",
  ].join("\n");
}

async function removeOthers(folder: string, kept: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(folder)) {
    if (name !== kept) await remove(join(folder, name));
  }
}

async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
