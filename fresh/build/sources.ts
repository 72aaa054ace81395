import { join, relative } from "node:path";

/** Where a project keeps what is built. */
export interface Folders {
  readonly root: string;
  readonly routeDir: string;
  readonly islandDir: string;
  readonly staticDir: string;
}

/** The files that a build starts from; paths are relative to their folder. */
export interface Sources {
  readonly routes: readonly string[];
  readonly islands: readonly string[];
  readonly statics: readonly string[];
}

const CODE = /\.[jt]sx?$/;
const TEST = /[._]test\.[jt]sx?$/;

/** Lists a project's routes, islands and static files, sorted. */
export async function findSources(
  folders: Folders,
  ignore: readonly RegExp[] = [],
): Promise<Sources> {
  const isCode = (path: string) =>
    CODE.test(path) && !TEST.test(path) &&
    // `routes/(_components)` and its like hold code that is no route.
    !path.split("/").some((part) => part.startsWith("(_")) &&
    !ignore.some((pattern) => pattern.test(path));
  const [routes, islands, statics] = await Promise.all(
    [folders.routeDir, folders.islandDir, folders.staticDir].map(filesBelow),
  );
  return {
    routes: routes!.filter(isCode),
    islands: islands!.filter(isCode),
    statics: statics!,
  };
}

/** Lists the files below a folder; those that start with a dot are hidden. */
async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (dir: string): Promise<void> => {
    for await (const { name, isFile, isDirectory } of Deno.readDir(dir)) {
      if (name.startsWith(".")) continue;
      const path = join(dir, name);
      if (isDirectory) await visit(path);
      else if (isFile) found.push(relative(folder, path).replaceAll("\\", "/"));
    }
  };
  try {
    await visit(folder);
  } catch (error) {
    // A project needs neither islands nor static files.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}
