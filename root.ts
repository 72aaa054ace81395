/**
 * The folder that the program's own files are in, with a slash at the end: of
 * its sources, of a bundle, or inside of a compiled program. What a module
 * reads or starts by address is named from here, since a bundle keeps no
 * module where it was.
 */
export const ROOT: URL = new URL("./", import.meta.url);

/**
 * Modules that are asked for by address and not by a literal, so that Deno
 * reads none of them before it is used; a bundle holds each at its address.
 */
export const LATE_MODULES = [
  "main.ts",
  "mcp/ant_api.ts",
  "mcp/over_stdio.ts",
  "backup/restore.ts",
  "scheduler/adapters/log/search_worker.ts",
] as const;

/** The address of a module that is loaded late. */
export function addressOf(module: typeof LATE_MODULES[number]): string {
  return new URL(module, ROOT).href;
}
