const LOOK_MS = 10;
/** No test waits longer for a file, on whatever machine. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Resolves once a file exists at `path`. A file system tells nobody reliably
 * when that happens, so this, and nothing else in the tests, looks again and
 * again.
 */
export async function appears(
  path: string,
  patienceMs: number = PATIENCE_MS,
): Promise<void> {
  await untilSeen(() => exists(path), `"${path}"`, patienceMs);
}

/** Resolves once the file at `path` says what matches. */
export async function says(path: string, pattern: RegExp): Promise<void> {
  const isSaid = async () =>
    pattern.test(await Deno.readTextFile(path).catch(() => ""));
  await untilSeen(isSaid, `${pattern} in "${path}"`, PATIENCE_MS);
}

async function untilSeen(
  look: () => Promise<boolean>,
  what: string,
  patienceMs: number,
): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!await look()) {
    if (performance.now() > endMs) {
      throw new Error(`Waited ${patienceMs} ms in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
