/** Fresh's builder: `fresh/dev`. */
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { App, setBuildCache } from "./app/app.ts";
import type { ListenOptions } from "./app/listen.ts";
import type { Mode } from "./request/types.ts";
import { bundle } from "./build/bundle.ts";
import { digest } from "./build/digest.ts";
import { loadSnapshot, readMade, writeBuild } from "./build/disk.ts";
import { readFrom, type ServedFile, staticsOf } from "./build/files.ts";
import {
  digestStatics,
  isFresh,
  type Made,
  madeOf,
  nameIslands,
  settingOf,
} from "./build/made.ts";
import { buildCacheOf, type Snapshot } from "./build/snapshot.ts";
import { findSources, type Sources } from "./build/sources.ts";

/** Where a project keeps what, if not where most do. */
export interface BuildOptions {
  /** The project's folder; the others are relative to it. */
  root?: string;
  /** Where the build goes. */
  outDir?: string;
  staticDir?: string;
  islandDir?: string;
  routeDir?: string;
  /** Files in the folders of routes and islands to leave out. */
  ignore?: RegExp[];
  /** What browsers must understand, in esbuild's words. */
  target?: string | string[];
}

/** Where a project keeps what, as absolute paths. */
export interface ResolvedBuildConfig extends Required<BuildOptions> {
  mode: Mode;
}

interface Loaded {
  readonly snapshot: Snapshot;
  readonly files: ReadonlyMap<string, ServedFile>;
}

/** Builds a project: its islands for the browser, its routes for an app. */
// deno-lint-ignore no-explicit-any -- Fresh's own default
export class Builder<State = any> {
  readonly config: ResolvedBuildConfig;

  constructor(options: BuildOptions = {}) {
    const root = pathOf(options.root ?? ".", Deno.cwd());
    this.config = {
      root,
      outDir: pathOf(options.outDir ?? "_fresh", root),
      staticDir: pathOf(options.staticDir ?? "static", root),
      islandDir: pathOf(options.islandDir ?? "islands", root),
      routeDir: pathOf(options.routeDir ?? "routes", root),
      ignore: options.ignore ?? [],
      target: options.target ?? ["chrome99", "firefox99", "safari15"],
      mode: "production",
    };
  }

  /**
   * Builds, and returns what hands the build to an app. A build on disk that
   * is still up to date is used as it is; `"disk"`, the default, writes one
   * where it is not, and `"memory"` leaves the disk alone.
   */
  async build(
    options: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const { mode = "production", snapshot = "disk" } = options;
    this.config.mode = mode;
    const loaded = await this.#load(mode, snapshot === "disk");
    const cache = buildCacheOf<State>(
      this.config.root,
      loaded.snapshot,
      readFrom(loaded.files),
    );
    return (app) => setBuildCache(app, cache, mode);
  }

  /** Builds for development, and serves the app on a port of its own. */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    const imported = await importApp();
    const app = imported instanceof App ? imported : imported.app;
    const apply = await this.build({ mode: "development", snapshot: "memory" });
    apply(app);
    await app.listen(options);
  }

  async #load(mode: Mode, write: boolean): Promise<Loaded> {
    const { config } = this;
    const { outDir } = config;
    // A packed program carries its build, and no sources to compare with.
    if (!await isThere(config.routeDir)) {
      return await loadSnapshot(outDir, null);
    }
    const sources = await findSources(config, config.ignore);
    const islands = nameIslands(config.islandDir, sources.islands);
    const setting = await settingOf(config, sources, mode, config.target);
    const statics = await digestStatics(config, sources);
    const kept = await readMade(outDir);
    if (kept !== null && await isFresh(config, kept, statics, setting)) {
      return await loadSnapshot(outDir, kept.buildId);
    }
    const bundled = await bundle({
      ...config,
      islands,
      routes: sources.routes.map((path) => join(config.routeDir, path)),
      salt: digest(setting, JSON.stringify(statics)),
    });
    const made = await madeOf(config, mode, bundled, statics, setting);
    if (!write) {
      return await this.#inMemory(sources, islands, made, bundled.files);
    }
    await writeBuild(config, outDir, sources, islands, made, bundled.files);
    return await loadSnapshot(outDir, made.buildId);
  }

  async #inMemory(
    { routes }: Sources,
    islands: Readonly<Record<string, string>>,
    { mode, buildId, clientEntry, chunks, statics }: Made,
    scripts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  ): Promise<Loaded> {
    const { routeDir, staticDir } = this.config;
    const files = new Map(
      [
        ...staticsOf(staticDir, statics),
        ...[...scripts].map(([path, content]): [string, ServedFile] => [
          path,
          { content, hash: buildId },
        ]),
      ].map(([path, file]): [string, ServedFile] => [
        path,
        // While someone works on it, a file may change under its name.
        mode === "development" ? { ...file, hash: null } : file,
      ]),
    );
    const snapshot = {
      buildId,
      clientEntry,
      routes: await Promise.all(routes.map(async (path) => ({
        path,
        module: await load(join(routeDir, path)),
      }))),
      islands: await Promise.all(
        Object.entries(islands).map(async ([name, path]) => ({
          name,
          chunk: chunks[name]!,
          module: await load(path),
        })),
      ),
    };
    return { snapshot, files };
  }
}

async function isThere(folder: string): Promise<boolean> {
  return await Deno.stat(folder).then(() => true, () => false);
}

function load(path: string): Promise<unknown> {
  return import(pathToFileURL(path).href);
}

function pathOf(path: string, base: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : resolve(base, path);
}
