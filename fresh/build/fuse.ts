import { join } from "node:path";
import { runEsbuild } from "./esbuild.ts";

/** What esbuild tells of one file that it wrote. */
export interface Output {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
  readonly exports: readonly string[];
  readonly bytes: number;
}

/** A file, and the names by which it exports what another did. */
export interface Place {
  readonly file: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Files that were fused, and where their exports are now. */
export interface Fused {
  /** Contents by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, Place>;
}

/** The files of a bundle, by their names. */
export type Outputs = ReadonlyMap<string, Output>;

/** What more than this part of the pages needs becomes one file. */
const SHARED_PART = 0.5;

/** What is smaller costs more as a file of its own than where nobody needs it. */
const SMALL_BYTES = 320;

/** Files that become one, by its name. */
export type Groups = ReadonlyMap<string, readonly string[]>;

/**
 * Splitting makes one file for each set of entries that share code, those that
 * are asked for later among them: dozens of small ones, which are slow to ask
 * for and pack badly. Here those that are loaded together become one. A page
 * is given as the entries that it starts with.
 */
export async function fuse(
  root: string,
  dir: string,
  pages: readonly (readonly string[])[],
  outputs: Outputs,
): Promise<Fused> {
  const groups = groupsOf(pages, outputs);
  const fused = [...groups.values()].flat();
  for (const [file, members] of groups) {
    const lines = members.map((name) => reexport(name, outputs, fused));
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
  const left = [...outputs.keys()].filter((name) => !fused.includes(name));
  const read = new Map<string, string>();
  const own = new Map<string, string>();
  for (const name of [...groups.keys(), ...left]) {
    const text = await Deno.readTextFile(join(dir, name));
    read.set(name, groups.has(name) ? byOwnNames(text, own) : text);
  }
  const places = placesOf(groups, fused, outputs, own);
  const texts = [...read].map(([name, text]): [string, string] => [
    name,
    redirect(text, places),
  ]);
  return { texts: new Map(texts), places };
}

/**
 * Lets a file export by the names that it uses itself: they are shorter, and
 * need not be written twice. Notes what each stands for.
 */
function byOwnNames(text: string, own: Map<string, string>): string {
  return text.replace(
    /\bexport\{([^{}]*)\};\s*$/,
    (_, names: string) => {
      const used = names.split(",").map((each) => {
        const [name, as = name] = each.split(" as ");
        own.set(as!, name!);
        return name!;
      });
      return `export{${[...new Set(used)].join(",")}};`;
    },
  );
}

function placesOf(
  groups: Groups,
  fused: readonly string[],
  outputs: Outputs,
  own: ReadonlyMap<string, string>,
): ReadonlyMap<string, Place> {
  const placed = [...groups].flatMap(([file, members]) =>
    members.map((member): [string, Place] => {
      const names = outputs.get(member)!.exports.map((name) => [
        name,
        own.get(fusedName(fused.indexOf(member), name))!,
      ]);
      return [member, { file, names: Object.fromEntries(names) }];
    })
  );
  return new Map(placed);
}

/**
 * Groups files by the pages that can not run without them. What a file
 * imports is needed by the same pages and maybe more, so that no two groups
 * import each other. What is asked for later stays a file of its own.
 */
export function groupsOf(
  pages: readonly (readonly string[])[],
  outputs: Outputs,
): Groups {
  const later = new Set(
    [...outputs.values()].flatMap(({ imports }) => imports)
      .filter(({ kind }) => kind === "dynamic-import").map(({ path }) => path),
  );
  const needs = new Map<string, number[]>();
  const first = pages.filter((page) => !page.some((name) => later.has(name)));
  for (const [place, entries] of first.entries()) {
    const files = new Set(
      entries.flatMap((entry) => [...reached(entry, outputs)]),
    );
    for (const file of files) {
      needs.set(file, [...needs.get(file) ?? [], place]);
    }
  }
  const asked = new Set(
    [...later].flatMap((name) => [...reached(name, outputs)]),
  );
  const shared = new Set<string>();
  const isShared = (file: string, by: readonly number[]) =>
    by.length > first.length * SHARED_PART ||
    by.length > 1 && outputs.get(file)!.bytes < SMALL_BYTES &&
      [...reached(file, outputs)].every((other) =>
        other === file || shared.has(other)
      );
  const groups = new Map<string, string[]>();
  // What many need comes first: it is never above what few need.
  const byMany = [...needs].sort().sort(([, a], [, b]) => b.length - a.length);
  for (const [file, by] of byMany) {
    if (isShared(file, by)) shared.add(file);
    // What comes later to another page brings no more along than it must.
    const also = asked.has(file) ? " later" : "";
    const key = shared.has(file) ? "" : by.join(" ") + also;
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
function redirect(text: string, places: ReadonlyMap<string, Place>): string {
  const wanted = new Map<string, string[]>();
  // As esbuild writes it: import{a as b,c}from"./chunk-ABC.js";
  const rest = text.replace(
    /\bimport(?:\{([^{}]*)\}from)?"\.\/([\w.-]+)";/g,
    (whole, list: string | undefined, from: string) => {
      const place = places.get(from);
      if (place === undefined) return whole;
      const { file, names } = place;
      const renamed = (list?.split(",") ?? []).map((each) => {
        const [name, as = name] = each.split(" as ");
        const own = names[name!]!;
        return own === as ? own : `${own} as ${as}`;
      });
      wanted.set(file, [...wanted.get(file) ?? [], ...renamed]);
      return "";
    },
  );
  const imports = [...wanted].map(([file, names]) =>
    names.length === 0
      ? `import"./${file}";`
      : `import{${names.join(",")}}from"./${file}";`
  );
  return imports.join("") + rest;
}

/** No two files have it, and no file uses it for something of its own. */
function fusedName(place: number, name: string): string {
  return `${name}_${place}`;
}
