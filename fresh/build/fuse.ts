import { join } from "node:path";
import { runEsbuild } from "./esbuild.ts";

/** What esbuild tells of one file that it wrote. */
export interface Output {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
  readonly exports: readonly string[];
}

/** The files of a bundle, by their names. */
export type Outputs = ReadonlyMap<string, Output>;

/** What more than this part of the entries needs, nearly every page loads. */
const SHARED_PART = 0.25;

/** Files that become one, by its name. */
export type Groups = ReadonlyMap<string, readonly string[]>;

/**
 * Splitting makes one file for each set of entries that share code, those that
 * are asked for later among them: dozens of small ones, which are slow to ask
 * for and pack badly. Here those that are loaded together become one. Gives
 * the contents that the files have then.
 */
export async function fuse(
  root: string,
  dir: string,
  entries: readonly string[],
  outputs: Outputs,
): Promise<ReadonlyMap<string, string>> {
  const groups = groupsOf(entries, outputs);
  const fused = new Set([...groups.values()].flat());
  for (const [file, members] of groups) {
    const lines = members.map((name) => reexport(name, outputs, [...fused]));
    const input = join(dir, `entry_of_${file}`);
    await Deno.writeTextFile(input, lines.join("\n"));
    const others = [...outputs.keys()].filter((name) =>
      !members.includes(name)
    );
    await runEsbuild(root, [
      input,
      `--outfile=${join(dir, file)}`,
      "--bundle",
      "--format=esm",
      "--platform=browser",
      "--minify",
      "--legal-comments=none",
      "--log-level=error",
      ...others.map((name) => `--external:./${name}`),
    ]);
  }
  const left = [...outputs.keys()].filter((name) => !fused.has(name));
  const texts = new Map<string, string>();
  for (const name of [...groups.keys(), ...left]) {
    const text = await Deno.readTextFile(join(dir, name));
    texts.set(name, redirect(text, groups, [...fused]));
  }
  return texts;
}

/**
 * Groups files that are no entries by the entries that can not run without
 * them. What a file imports is needed by the same entries and maybe more, so
 * that no two groups import each other.
 */
export function groupsOf(entries: readonly string[], outputs: Outputs): Groups {
  const needs = new Map<string, string[]>();
  for (const entry of entries) {
    for (const file of reached(entry, outputs)) {
      needs.set(file, [...needs.get(file) ?? [], entry]);
    }
  }
  const groups = new Map<string, string[]>();
  for (const [file, by] of [...needs].sort()) {
    if (outputs.get(file)!.entryPoint !== undefined) continue;
    const isShared = by.length > entries.length * SHARED_PART;
    const key = isShared ? "" : by.toSorted().join(" ");
    groups.set(key, [...groups.get(key) ?? [], file]);
  }
  const named = [...groups].filter(([, files]) => files.length > 1)
    .map(([key, files], place): [string, readonly string[]] => [
      key === "" ? "shared.js" : `shared-${place}.js`,
      files,
    ]);
  return new Map(named);
}

/** A file and all that has to be there before it runs. */
function reached(name: string, outputs: Outputs): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of outputs.get(name)!.imports) {
      if (kind === "import-statement") follow(path);
    }
  };
  follow(name);
  return found;
}

function reexport(
  name: string,
  outputs: Outputs,
  fused: readonly string[],
): string {
  const names = outputs.get(name)!.exports
    .map((each) => `${each} as ${fusedName(fused.indexOf(name), each)}`);
  return `export { ${names.join(", ")} } from "./${name}";`;
}

/** Lets imports of the files that were fused lead to those that they are in. */
function redirect(
  text: string,
  groups: Groups,
  fused: readonly string[],
): string {
  // As esbuild writes it: import{a as b,c}from"./chunk-ABC.js";
  return text.replace(
    /\bimport(?:\{([^{}]*)\}from)?"\.\/([\w.-]+)";/g,
    (whole, names: string | undefined, file: string) => {
      const group = [...groups].find(([, files]) => files.includes(file))?.[0];
      if (group === undefined) return whole;
      if (names === undefined) return `import"./${group}";`;
      const renamed = names.split(",").map((each) => {
        const [name, as = name] = each.split(" as ");
        return `${fusedName(fused.indexOf(file), name!)} as ${as}`;
      });
      return `import{${renamed.join(",")}}from"./${group}";`;
    },
  );
}

function fusedName(place: number, name: string): string {
  return `${name}${place}`;
}
