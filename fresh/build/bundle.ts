import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "../request/types.ts";
import { digest } from "./digest.ts";
import { runEsbuild } from "./esbuild.ts";
import {
  fuse,
  type Fused,
  type Output,
  type Outputs,
  type Place,
} from "./fuse.ts";
import { pagesOf } from "./pages.ts";

/** What is to run in the browser. */
export interface BundleRequest {
  readonly root: string;
  readonly mode: Mode;
  /** Absolute paths of the island files, by the names of their chunks. */
  readonly islands: Readonly<Record<string, string>>;
  /** Absolute paths of the route files. */
  readonly routes: readonly string[];
  readonly target: string | string[];
  /** What the build's id depends on, besides the code. */
  readonly salt: string;
}

/** Where the exports of an island's file are. */
export interface Chunk {
  /** A URL path. */
  readonly file: string;
  /** The names that exports have there, where those differ. */
  readonly names: Readonly<Record<string, string>>;
}

/** Code for the browser. */
export interface Bundle {
  readonly buildId: string;
  readonly clientEntry: string;
  /** Where the islands' exports are, by the names of their chunks. */
  readonly chunks: Readonly<Record<string, Chunk>>;
  /** Contents by URL path. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Absolute paths of the project's own files that went in. */
  readonly inputs: readonly string[];
}

/** The part of esbuild's metafile that is read here. */
interface Meta {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

const META = "meta.json";
const BOOT = "boot";
const BOOT_FILE = local("../client/boot.ts");

/** The id is known once the code is; until then, this stands for it. */
const ID_TO_COME = "0123456789abcdef";

/** Bundles the islands and what starts them; code they share is split off. */
export async function bundle(request: BundleRequest): Promise<Bundle> {
  const outDir = await Deno.makeTempDir({ prefix: "bundle-" });
  try {
    await runEsbuild(request.root, argumentsFor(request, outDir));
    return await readBundle(request, outDir);
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
}

function argumentsFor(
  { islands, mode, target }: BundleRequest,
  outDir: string,
): string[] {
  return [
    `${BOOT}=${BOOT_FILE}`,
    ...Object.entries(islands).map(([name, path]) => `${name}=${path}`),
    `--outdir=${outDir}`,
    `--metafile=${join(outDir, META)}`,
    "--bundle",
    "--splitting",
    "--format=esm",
    "--platform=browser",
    `--target=${target.toString()}`,
    mode === "production" ? "--minify" : "--sourcemap=inline",
    "--legal-comments=none",
    "--jsx=automatic",
    "--jsx-import-source=preact",
    "--entry-names=[name]-[hash]",
    "--chunk-names=[name]-[hash]",
    `--alias:fresh/runtime=${local("../runtime.ts")}`,
    `--define:FRESH_BUILD_ID="${ID_TO_COME}"`,
    "--log-level=error",
  ];
}

async function readBundle(
  { root, islands, routes, salt, mode }: BundleRequest,
  outDir: string,
): Promise<Bundle> {
  const meta: Meta = JSON.parse(await Deno.readTextFile(join(outDir, META)));
  const outputs = outputsOf(meta);
  const names = new Map<string, string>();
  for (const [name, { entryPoint }] of outputs) {
    if (entryPoint !== undefined) names.set(resolve(root, entryPoint), name);
  }
  const inPages = async () => {
    const pages = await pagesOf(root, outDir, routes, Object.values(islands));
    const entries = pages.map((page) =>
      [BOOT_FILE, ...page].map((source) => names.get(source)!)
    );
    return await fuse(root, outDir, entries, outputs);
  };
  const { texts: read, places }: Fused = mode === "production"
    ? await inPages()
    : { texts: await readAll(outDir, outputs), places: new Map() };
  const bootName = names.get(BOOT_FILE)!;
  const texts = new Map([[bootName, bootFrom(places.get(bootName))], ...read]);
  const buildId = digest(salt, ...[...texts].sort().flat());
  const urlOf = (name: string) => `/_fresh/js/${buildId}/${name}`;
  const chunkOf = (source: string): Chunk => {
    const name = names.get(source)!;
    const { file, names: renamed } = places.get(name) ??
      { file: name, names: {} };
    return { file: urlOf(file), names: renamed };
  };
  return {
    buildId,
    clientEntry: urlOf(bootName),
    chunks: Object.fromEntries(
      Object.entries(islands).map(([name, path]) => [name, chunkOf(path)]),
    ),
    files: new Map([...texts].map(([name, text]) => [
      urlOf(name),
      new TextEncoder().encode(text.replaceAll(ID_TO_COME, buildId)),
    ])),
    inputs: [
      ...Object.keys(meta.inputs).map((path) => resolve(root, path))
        .filter((path) => !path.includes("/node_modules/")),
      // Which islands are on a page together.
      ...routes,
    ].sort(),
  };
}

/** What every page's script asks for by its own name. */
function bootFrom(place: Place | undefined): string {
  return place === undefined
    ? ""
    : `export{${place.names[BOOT]} as ${BOOT}}from"./${place.file}";`;
}

function outputsOf({ outputs }: Meta): Outputs {
  return new Map(
    Object.entries(outputs).map(([path, output]) => {
      const imports = output.imports.map(({ path, kind }) => ({
        path: basename(path),
        kind,
      }));
      return [basename(path), { ...output, imports }];
    }),
  );
}

async function readAll(dir: string, outputs: Outputs) {
  const texts = new Map<string, string>();
  for (const name of outputs.keys()) {
    texts.set(name, await Deno.readTextFile(join(dir, name)));
  }
  return texts;
}

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
