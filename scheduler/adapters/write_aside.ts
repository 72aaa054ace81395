import { dirname } from "node:path";
import { type Disk, realDisk } from "./disk.ts";

/**
 * Replaces a file in one step, for its owner alone: written aside, synced,
 * renamed. Resolves once it would survive a power cut.
 */
export async function writeAside(
  path: string,
  text: string,
  disk: Disk = realDisk,
): Promise<void> {
  const aside = `${path}.tmp`;
  const file = await disk.open(aside);
  try {
    await file.truncate(0);
    await file.append(new TextEncoder().encode(text));
    await file.sync();
  } finally {
    file.close();
  }
  await disk.rename(aside, path);
  await disk.syncDir(dirname(path));
}
