/** The project's root, with a trailing slash. */
export const ROOT = new URL("../..", import.meta.url).pathname;

/** A file of the project. */
export interface SourceFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

const TEXT = /\.(tsx?|js|sh|css|json|jsonc|md|svg|ant|service|lock)$|\/run$/;

/** Reads every text file of the project that git would not ignore. */
export async function readSourceFiles(): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for await (const path of walk("", await ignoredFolders())) {
    if (!TEXT.test(path)) continue;
    files.push({ path, text: await Deno.readTextFile(ROOT + path) });
  }
  return files.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** Lists every folder that holds at least one of the files. */
export function foldersOf(files: readonly SourceFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split("/").slice(0, -1);
    parts.forEach((_, depth) =>
      folders.add(parts.slice(0, depth + 1).join("/"))
    );
  }
  return [...folders].sort();
}

/** Tells a module (TypeScript, with or without JSX) from other files. */
export function isModule({ path }: SourceFile): boolean {
  return /\.tsx?$/.test(path);
}

/** Tells a test, or what only tests and benchmarks use, from the product. */
export function isTest({ path }: SourceFile): boolean {
  return /_(test|bench)\.tsx?$/.test(path) || /^(tests|bench)\//.test(path);
}

/** `.gitignore` has one folder a line, with a trailing slash. */
async function ignoredFolders(): Promise<Set<string>> {
  const text = await Deno.readTextFile(`${ROOT}.gitignore`);
  const lines = text.split("\n").filter((line) => line.endsWith("/"));
  return new Set([".git", ...lines.map((line) => line.replaceAll("/", ""))]);
}

async function* walk(
  folder: string,
  ignored: ReadonlySet<string>,
): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(ROOT + folder)) {
    const path = folder + entry.name;
    if (entry.isFile) yield path;
    if (entry.isDirectory && !ignored.has(entry.name)) {
      yield* walk(`${path}/`, ignored);
    }
  }
}
