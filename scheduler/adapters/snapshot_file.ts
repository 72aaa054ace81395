import { dirname } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";

const CHUNK_CHARACTERS = 65_536;

/** Where a file is written before it takes its name; a crash may leave it. */
export function asideOf(path: string): string {
  return `${path}.tmp`;
}

/**
 * Replaces a file so that the old or the new one survives, never half: write
 * aside, fsync, rename, fsync of the folder; rename(2), fsync(2). The text is
 * made as it is written, so that a large state blocks nobody for long.
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  text: Iterable<string>,
): Promise<void> {
  const aside = asideOf(path);
  try {
    const file = await disk.open(aside);
    try {
      await write(file, text);
    } finally {
      file.close();
    }
    await disk.rename(aside, path);
    await disk.syncDir(dirname(path));
  } catch (error) {
    // Gives its space back; what stays is cut at the next attempt.
    await disk.remove(aside).catch(() => {});
    throw error;
  }
}

async function write(file: DiskFile, text: Iterable<string>): Promise<void> {
  const encoder = new TextEncoder();
  await file.truncate(0);
  let chunk = "";
  for (const piece of text) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await file.append(encoder.encode(chunk));
    chunk = "";
  }
  await file.append(encoder.encode(chunk));
  await file.sync();
}
