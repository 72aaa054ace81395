import type { ComponentType } from "preact";
import type { Command } from "../app/commands.ts";

/** A component that also runs in the browser, and where its code is. */
export interface Island {
  /** The URL path of the chunk that exports it. */
  file: string;
  /** The name that the page's script and markers call it by. */
  name: string;
  exportName: string;
  fn: ComponentType;
  css: string[];
}

/** A file that can be sent as it is. */
export interface StaticFile {
  /** Changes when the content does; `null` where that is not known. */
  readonly hash: string | null;
  readonly size: number;
  readonly contentType: string;
  /** Opens the content; whoever calls it must read or cancel it. */
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** What rendering and serving files need of a build. */
export interface Build {
  readonly root: string;
  readonly buildId: string;
  /** The URL path of the script that starts the islands. */
  readonly clientEntry: string;
  readonly islands: ReadonlyMap<ComponentType, Island>;
  readFile(pathname: string): Promise<StaticFile | null>;
}

/** What a build leaves for the server. */
export interface BuildCache<State> extends Build {
  /** The file system's routes, ready to be registered. */
  fsCommands(): readonly Command<State>[];
}

/** Stands in where nothing was built: no islands, no files. */
export function emptyBuildCache<State>(root: string): BuildCache<State> {
  return {
    root,
    buildId: "none",
    clientEntry: "/_fresh/js/none/boot.js",
    islands: new Map(),
    fsCommands: () => [],
    readFile: () => Promise.resolve(null),
  };
}
