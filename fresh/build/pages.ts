import { basename, join, resolve } from "node:path";
import { runEsbuild } from "./esbuild.ts";

/** What esbuild tells of what a file imports. */
interface Imports {
  readonly inputs: Readonly<
    Record<string, {
      readonly imports: readonly {
        readonly path: string;
        readonly kind: string;
        readonly external?: boolean;
      }[];
    }>
  >;
}

/**
 * Tells which island files are on a page together: those that a route
 * imports, and with them those of the layouts, which begin with `_`. An
 * island that nothing is seen to import is on a page of its own; one that
 * only others import is a part of them.
 */
export async function pagesOf(
  root: string,
  dir: string,
  routes: readonly string[],
  islands: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const imports = await importsOf(root, dir, routes);
  const found = routes.map((route) => reach(route, imports, new Set(islands)));
  const isAround = (at: number) => basename(routes[at]!).startsWith("_");
  const around = found.filter((_, at) => isAround(at)).flat();
  const pages = [
    around,
    ...found.filter((_, at) => !isAround(at)).map((own) => [...around, ...own]),
    ...islands.filter((island) => !imports.has(island)).map((
      island,
    ) => [island]),
  ].map((page) => [...new Set(page)].sort());
  const differing = new Map(pages.map((page) => [page.join("\n"), page]));
  return [...differing.values()].filter((page) => page.length > 0);
}

/** The files that each file imports, for all that are reached, as paths. */
async function importsOf(
  root: string,
  dir: string,
  routes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const entry = join(dir, "routes.js");
  const metafile = join(dir, "routes.json");
  const lines = routes.map((path) => `import ${JSON.stringify(path)};`);
  await Deno.writeTextFile(entry, lines.join("\n"));
  await runEsbuild(root, [
    entry,
    `--outfile=${join(dir, "routes.out.js")}`,
    `--metafile=${metafile}`,
    "--bundle",
    "--packages=external",
    "--format=esm",
    "--platform=neutral",
    "--jsx=preserve",
    "--log-level=error",
  ]);
  const { inputs }: Imports = JSON.parse(await Deno.readTextFile(metafile));
  return new Map(
    Object.entries(inputs).map(([path, { imports }]) => [
      resolve(root, path),
      imports.filter(({ external }) => external !== true)
        .map(({ path }) => resolve(root, path)),
    ]),
  );
}

/** The islands that a route imports, by whatever way. */
function reach(
  route: string,
  imports: ReadonlyMap<string, readonly string[]>,
  islands: ReadonlySet<string>,
): string[] {
  const seen = new Set<string>();
  const follow = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    // What an island imports is no island there, but a part of it.
    if (!islands.has(path)) imports.get(path)?.forEach(follow);
  };
  follow(route);
  return [...seen].filter((path) => islands.has(path));
}
