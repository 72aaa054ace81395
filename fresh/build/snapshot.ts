import type { ComponentType } from "preact";
import type { Chunk } from "./bundle.ts";
import type { BuildCache, Island, StaticFile } from "./build_cache.ts";
import { fsCommandsOf, type FsRouteFile } from "../app/fs_routes.ts";
import { registerIslands } from "../render/islands.ts";
import { setBuildId } from "../shared/asset.ts";

/** A file of `islands/`, and the chunk that it became. */
export interface IslandFile {
  readonly name: string;
  readonly chunk: Chunk;
  readonly module: unknown;
}

/** All that a server needs of a build. */
export interface Snapshot {
  readonly buildId: string;
  readonly clientEntry: string;
  readonly islands: readonly IslandFile[];
  readonly routes: readonly FsRouteFile[];
}

/** Makes of a snapshot what an app works with. */
export function buildCacheOf<State>(
  root: string,
  { buildId, clientEntry, islands, routes }: Snapshot,
  readFile: (pathname: string) => Promise<StaticFile | null>,
): BuildCache<State> {
  const registry = new Map(islands.flatMap(islandsOf));
  const commands = fsCommandsOf<State>(routes);
  registerIslands(registry.keys());
  setBuildId(buildId);
  return {
    root,
    buildId,
    clientEntry,
    islands: registry,
    fsCommands: () => commands,
    readFile,
  };
}

/** Every function that a file of `islands/` exports is an island. */
function islandsOf(
  { name, chunk, module }: IslandFile,
): [ComponentType, Island][] {
  return Object.entries(module as Record<string, unknown>).flatMap(
    ([exportName, value]): [ComponentType, Island][] => {
      if (typeof value !== "function") return [];
      const fn = value as ComponentType;
      const called = exportName === "default" ? name : `${name}_${exportName}`;
      const { file, names } = chunk;
      const there = names[exportName] ?? exportName;
      const island = { file, name: called, exportName: there, fn, css: [] };
      return [[fn, island]];
    },
  );
}
