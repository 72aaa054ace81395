import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../root.ts";

/** What Deno tells of a program's packages, `deno info --json`. */
interface Info {
  readonly npmPackages: Readonly<
    Record<string, { readonly name: string; readonly version: string }>
  >;
}

/** For building and testing only: nothing of them is in what is packed. */
const ONLY_FOR_US = /^(@esbuild\/|esbuild$|axe-core$|fast-check$|playwright)/;
const LICENSE = /^(licen[cs]e|copying|notice)/i;

/**
 * Writes down the license of each package that a program may have in its
 * bundle: most ask for that wherever a copy of them goes.
 */
export async function licenseTexts(program: string): Promise<string> {
  const { npmPackages } = await infoOf(program);
  const found = new Map<string, string>();
  for (const [id, { name, version }] of Object.entries(npmPackages)) {
    if (ONLY_FOR_US.test(name)) continue;
    const text = await licenseOf(id.replaceAll("/", "+"), name);
    if (text !== null) found.set(`${name} ${version}`, text);
  }
  const parts = [...found].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([title, text]) => `${title}\n${"=".repeat(title.length)}\n\n${text}`);
  return `${parts.join("\n\n\n")}\n`;
}

async function infoOf(program: string): Promise<Info> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", program],
    cwd: fileURLToPath(ROOT),
    stderr: "null",
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** `null` for a package that is not installed: another system's. */
async function licenseOf(id: string, name: string): Promise<string | null> {
  const [plain = id] = id.split(/(?<=\d)_/);
  const below = `node_modules/${name}/`;
  for (const folder of [id, plain]) {
    const root = fileURLToPath(new URL(`node_modules/.deno/${folder}/`, ROOT));
    const text = await readLicense(join(root, below));
    if (text !== null) return text;
  }
  return null;
}

async function readLicense(folder: string): Promise<string | null> {
  const texts: string[] = [];
  try {
    const about = JSON.parse(
      await Deno.readTextFile(join(folder, "package.json")),
    );
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !LICENSE.test(name)) continue;
      texts.push((await Deno.readTextFile(join(folder, name))).trim());
    }
    return texts.length > 0
      ? texts.join("\n\n")
      : `License: ${about.license ?? "not told"}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
