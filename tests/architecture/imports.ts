import type { SourceFile } from "./source_files.ts";
import { withoutComments } from "./without_comments.ts";

/** One import, re-export or dynamic import of a module. */
export interface Import {
  /** As written: a relative path or a name from the import map. */
  readonly specifier: string;
  /** The project's file it leads to, or `null` for a package. */
  readonly path: string | null;
  /** Names types only, so that nothing of it is left at run time. */
  readonly typesOnly: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(type\s)?([^"';`=()]*?)\sfrom\s+"([^"]+)"/gm;
const BARE = /^import\s+"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"/g;

/** Reads all imports of a formatted module; `map` is deno.json's. */
export function importsOf(
  { path, text }: SourceFile,
  map: Readonly<Record<string, string>>,
): Import[] {
  const code = withoutComments(text);
  const found = (specifier: string, typesOnly: boolean): Import => ({
    specifier,
    path: resolve(path, specifier, map),
    typesOnly,
  });
  return [
    ...[...code.matchAll(STATEMENT)].map(([, type, names, specifier]) =>
      found(specifier!, type !== undefined || areTypes(names!))
    ),
    ...[...code.matchAll(BARE)].map(([, specifier]) =>
      found(specifier!, false)
    ),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier]) =>
      found(specifier!, false)
    ),
  ];
}

/** `{ type A, type B }` names types only, too. */
function areTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  if (inBraces === undefined) return false;
  const parts = inBraces.split(",").map((name) => name.trim());
  return parts.every((name) => name === "" || name.startsWith("type "));
}

function resolve(
  from: string,
  specifier: string,
  map: Readonly<Record<string, string>>,
): string | null {
  const mapped = map[specifier] ?? specifier;
  if (!mapped.startsWith(".")) return null;
  const base = mapped === specifier ? from : "deno.json";
  return new URL(mapped, `file:///${base}`).pathname.slice(1);
}
