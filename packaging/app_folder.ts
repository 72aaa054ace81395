import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCommit } from "../boot/commit.ts";
import { ensureBuild } from "../dev.ts";
import { LATE_MODULES, ROOT } from "../root.ts";
import { mustRun } from "./run_program.ts";

/** The program's first module, in the sources and, as JavaScript, in a bundle. */
const ENTRY = "cli/main.ts";

/** The first module of a bundle. */
export const BUNDLED_ENTRY = scriptOf(ENTRY);

/**
 * Writes all that a server needs into a new folder: its code as a few large
 * modules, packages included, and the files that it serves. Pages, islands
 * and the thread that searches logs keep their places below the root.
 */
export async function writeAppFolder(folder: string): Promise<void> {
  const root = fileURLToPath(ROOT);
  await ensureBuild();
  await mustRun(Deno.execPath(), [
    ...["bundle", "--quiet", "--frozen", "--platform", "deno"],
    ...["--code-splitting", "--outdir", folder],
    ...[ENTRY, "_fresh/snapshot.js", ...LATE_MODULES],
  ], { cwd: root });
  // The address is the same in both, and Deno runs JavaScript as TypeScript.
  for (const module of LATE_MODULES) {
    const path = join(folder, module);
    await Deno.copyFile(scriptOf(path), path);
  }
  for (const assets of ["static", "_fresh/static"]) {
    await copyFolder(join(root, assets), join(folder, assets));
  }
  await Deno.writeTextFile(join(folder, "commit"), await readCommit(root));
}

/** Lists the files below a folder, as paths relative to it, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (below: string): Promise<void> => {
    for await (const entry of Deno.readDir(join(folder, below))) {
      const path = join(below, entry.name);
      if (entry.isDirectory) await visit(path);
      else found.push(path);
    }
  };
  await visit("");
  return found.sort();
}

async function copyFolder(from: string, to: string): Promise<void> {
  for (const path of await filesIn(from)) {
    await Deno.mkdir(dirname(join(to, path)), { recursive: true });
    await Deno.copyFile(join(from, path), join(to, path));
  }
}

function scriptOf(path: string): string {
  return path.replace(/\.ts$/, ".js");
}
