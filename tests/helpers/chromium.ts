const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Finds a Chromium on `PATH`; `null` where there is none. */
export async function findChromium(
  path: string = Deno.env.get("PATH") ?? "",
): Promise<string | null> {
  for (const name of NAMES) {
    for (const folder of path.split(":")) {
      if (folder !== "" && await isFile(`${folder}/${name}`)) {
        return `${folder}/${name}`;
      }
    }
  }
  return null;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory ||
      error instanceof Deno.errors.PermissionDenied
    ) return false;
    throw error;
  }
}
