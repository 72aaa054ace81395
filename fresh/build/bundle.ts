import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "../app/types.ts";
import { digest } from "./digest.ts";

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

const BOOT = "boot";
const BOOT_FILE = local("../client/boot.ts");

/** The id is known once the code is; until then, this stands for it. */
const ID_TO_COME = "0123456789abcdef";

/** Bundles the islands and what starts them; code they share is split off. */
export async function bundle(request: BundleRequest): Promise<Bundle> {
  const { root, mode, islands, target, salt } = request;
  // Only a build needs it: a server whose build is fresh does not load it.
  const { default: esbuild } = await import("esbuild");
  try {
    const { outputFiles, metafile } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: { [BOOT]: BOOT_FILE, ...islands },
      outdir: "/",
      write: false,
      metafile: true,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      target,
      minify: mode === "production",
      sourcemap: mode === "development" ? "inline" : false,
      legalComments: "none",
      jsx: "automatic",
      jsxImportSource: "preact",
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      alias: { "fresh/runtime": local("../runtime.ts") },
      define: { FRESH_BUILD_ID: JSON.stringify(ID_TO_COME) },
      logLevel: "silent",
    });
    const buildId = digest(
      salt,
      ...outputFiles.map(({ contents }) => contents),
    );
    const urlOf = (path: string) =>
      `/_fresh/js/${buildId}/${path.slice(path.lastIndexOf("/") + 1)}`;
    const entries = entriesOf(metafile.outputs, root);
    const chunkOf = (source: string) => urlOf(entries.get(source)!);
    return {
      buildId,
      clientEntry: chunkOf(BOOT_FILE),
      chunks: Object.fromEntries(
        Object.entries(islands).map(([name, path]) => [name, chunkOf(path)]),
      ),
      files: new Map(
        outputFiles.map(({ path, text }) => [
          urlOf(path),
          new TextEncoder().encode(text.replaceAll(ID_TO_COME, buildId)),
        ]),
      ),
      inputs: Object.keys(metafile.inputs).map((path) => resolve(root, path))
        .filter((path) => !path.includes("/node_modules/")).sort(),
    };
  } finally {
    // Its child process would outlive the build, and a test would notice.
    await esbuild.stop();
  }
}

/** Output paths by the absolute path of the source that they start from. */
function entriesOf(
  outputs: Readonly<Record<string, { entryPoint?: string }>>,
  root: string,
): Map<string, string> {
  return new Map(
    Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[join(root, entryPoint), path]]
    ),
  );
}

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
