import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "../request/types.ts";
import { digest } from "./digest.ts";
import { runEsbuild } from "./esbuild.ts";
import { fuse, type Output, type Outputs } from "./fuse.ts";

/** What is to run in the browser. */
export interface BundleRequest {
  readonly root: string;
  readonly mode: Mode;
  /** Absolute paths of the island files, by the names of their chunks. */
  readonly islands: Readonly<Record<string, string>>;
  readonly target: string | string[];
  /** What the build's id depends on, besides the code. */
  readonly salt: string;
}

/** Code for the browser. */
export interface Bundle {
  readonly buildId: string;
  readonly clientEntry: string;
  /** The URL paths of the island's chunks, by their names. */
  readonly chunks: Readonly<Record<string, string>>;
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
  { root, islands, salt, mode }: BundleRequest,
  outDir: string,
): Promise<Bundle> {
  const meta: Meta = JSON.parse(await Deno.readTextFile(join(outDir, META)));
  const outputs = outputsOf(meta);
  const names = new Map<string, string>();
  for (const [name, { entryPoint }] of outputs) {
    if (entryPoint !== undefined) names.set(resolve(root, entryPoint), name);
  }
  const texts = mode === "production"
    ? await fuse(
      root,
      outDir,
      [BOOT_FILE, ...Object.values(islands)].map((source) =>
        names.get(source)!
      ),
      outputs,
    )
    : await readAll(outDir, outputs);
  const buildId = digest(salt, ...[...texts].sort().flat());
  const urlOf = (name: string) => `/_fresh/js/${buildId}/${name}`;
  const chunkOf = (source: string) => urlOf(names.get(source)!);
  return {
    buildId,
    clientEntry: chunkOf(BOOT_FILE),
    chunks: Object.fromEntries(
      Object.entries(islands).map(([name, path]) => [name, chunkOf(path)]),
    ),
    files: new Map([...texts].map(([name, text]) => [
      urlOf(name),
      new TextEncoder().encode(text.replaceAll(ID_TO_COME, buildId)),
    ])),
    inputs: Object.keys(meta.inputs).map((path) => resolve(root, path))
      .filter((path) => !path.includes("/node_modules/")).sort(),
  };
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
