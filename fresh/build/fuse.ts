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
const FUSED = "shared.js";

/**
 * Splitting makes one file for each set of entries that share code: dozens of
 * small ones, which are slow to ask for and pack badly. Here those that most
 * pages load become one. Gives the contents that the files have then.
 */
export async function fuse(
  root: string,
  dir: string,
  entries: readonly string[],
  outputs: Outputs,
): Promise<ReadonlyMap<string, string>> {
  const chosen = chooseShared(entries, outputs);
  const entry = chosen.map((name, place) => {
    const names = outputs.get(name)!.exports
      .map((each) => `${each} as ${fusedName(place, each)}`);
    return `export { ${names.join(", ")} } from "./${name}";`;
  });
  const input = join(dir, "fused_entry.js");
  await Deno.writeTextFile(input, entry.join("\n"));
  const others = [...outputs.keys()].filter((name) => !chosen.includes(name));
  await runEsbuild(root, [
    input,
    `--outfile=${join(dir, FUSED)}`,
    "--bundle",
    "--format=esm",
    "--platform=browser",
    "--minify",
    "--legal-comments=none",
    "--log-level=error",
    ...others.map((name) => `--external:./${name}`),
  ]);
  const texts = new Map<string, string>();
  for (const name of [FUSED, ...others]) {
    const text = await Deno.readTextFile(join(dir, name));
    texts.set(name, chosen.length === 0 ? text : redirect(text, chosen));
  }
  return texts;
}

/** Chooses files that are no entries, and all that these import in turn. */
export function chooseShared(
  entries: readonly string[],
  outputs: Outputs,
): readonly string[] {
  const needs = new Map<string, number>();
  for (const name of entries) {
    for (const file of reached(name, outputs)) {
      needs.set(file, (needs.get(file) ?? 0) + 1);
    }
  }
  const chosen = [...needs]
    .filter(([, count]) => count > entries.length * SHARED_PART)
    .flatMap(([name]) => [...reached(name, outputs)]);
  return [...new Set(chosen)].filter((name) =>
    outputs.get(name)!.entryPoint === undefined
  ).sort();
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

/** Lets imports of the files that were fused lead to the one that they are. */
function redirect(text: string, chosen: readonly string[]): string {
  // As esbuild writes it: import{a as b,c}from"./chunk-ABC.js";
  return text.replace(
    /\bimport(?:\{([^{}]*)\}from)?"\.\/([\w.-]+)";/g,
    (whole, names: string | undefined, file: string) => {
      const place = chosen.indexOf(file);
      if (place < 0) return whole;
      if (names === undefined) return "";
      const renamed = names.split(",").map((each) => {
        const [name, as = name] = each.split(" as ");
        return `${fusedName(place, name!)} as ${as}`;
      });
      return `import{${renamed.join(",")}}from"./${FUSED}";`;
    },
  );
}

function fusedName(place: number, name: string): string {
  return `${name}${place}`;
}
