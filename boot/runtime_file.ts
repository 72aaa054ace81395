import { type RuntimeFile, runtimeFileName } from "../config/runtime_dir.ts";

/**
 * Leaves a file that tells programs of the same user where this server is and
 * its token, readable for its owner alone; disposing removes it. Where it
 * cannot be written, the server works without: `note` hears why.
 */
export async function leaveRuntimeFile(
  dir: string | null,
  content: RuntimeFile,
  note: (text: string) => void,
): Promise<AsyncDisposable> {
  const path = dir === null ? null : `${dir}/${runtimeFileName(content.pid)}`;
  if (dir !== null && path !== null) {
    try {
      await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
      await clearDead(dir);
      // A file of an earlier process with our pid may be open to others.
      await Deno.remove(path).catch(() => {});
      const text = `${JSON.stringify(content, null, 2)}\n`;
      await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
    } catch (error) {
      note(
        `Cannot write "${path}": ${(error as Error).message}; ant finds this ` +
          `server by --url or ANT_URL only`,
      );
    }
  }
  return {
    async [Symbol.asyncDispose]() {
      if (path !== null) await Deno.remove(path).catch(() => {});
    },
  };
}

/** Removes what servers left that were killed. */
async function clearDead(dir: string): Promise<void> {
  for await (const { name } of Deno.readDir(dir)) {
    const [, pid] = /^server-(\d+)\.json$/.exec(name) ?? [];
    if (pid === undefined || await exists(`/proc/${pid}`)) continue;
    await Deno.remove(`${dir}/${name}`).catch(() => {});
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
