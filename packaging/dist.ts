/**
 * `deno task dist`: `dist/ant-<version>.tar.gz`, the server as a bundle with a
 * launcher. To run it takes npm, or a Deno of one's own.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import metadata from "../deno.json" with { type: "json" };
import { ROOT } from "../root.ts";
import { BUNDLE_FLAGS } from "../systemd/own_command.ts";
import { BUNDLED_ENTRY, writeAppFolder } from "./app_folder.ts";
import { licenseTexts } from "./licenses.ts";
import { mustRun } from "./run_program.ts";

/** Writes the tar into a folder, and returns its path. */
export async function makeDist(folder: string): Promise<string> {
  const name = `ant-${metadata.version}`;
  const work = await Deno.makeTempDir({ prefix: "ant-dist-" });
  const at = (path: string) => join(work, name, path);
  const source = (path: string) => fileURLToPath(new URL(path, ROOT));
  try {
    await writeAppFolder(at("app"));
    await Deno.writeTextFile(at("ant"), await launcher(), { mode: 0o755 });
    await Deno.writeTextFile(at("package.json"), requirements());
    for (const file of ["LICENSE", "CHANGELOG.md", "docs/operations.md"]) {
      await Deno.copyFile(source(file), at(file.replace("docs/", "")));
    }
    await Deno.writeTextFile(
      at("THIRD_PARTY_LICENSES.txt"),
      await licenseTexts("main.ts"),
    );
    await Deno.mkdir(folder, { recursive: true });
    const tar = join(folder, `${name}.tar.gz`);
    await mustRun("tar", [
      ...["--create", "--gzip", "--file", tar, "--directory", work],
      ...["--owner=0", "--group=0", "--numeric-owner", "--sort=name", name],
    ]);
    return tar;
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

async function launcher(): Promise<string> {
  const template = new URL("packaging/launcher.sh", ROOT);
  return (await Deno.readTextFile(template))
    .replace("RUN_FLAGS", BUNDLE_FLAGS.join(" "))
    .replace("ENTRY", BUNDLED_ENTRY);
}

/** Pins the Deno that this was built and tested with. */
function requirements(): string {
  const dependencies = { deno: Deno.version.deno };
  return `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`;
}

if (import.meta.main) {
  const path = await makeDist(fileURLToPath(new URL("dist", ROOT)));
  const { size } = await Deno.stat(path);
  const text = `${path}, ${(size / 2 ** 20).toFixed(1)} MiB\n`;
  await Deno.stdout.write(new TextEncoder().encode(text));
}
