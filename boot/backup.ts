import { dirname } from "node:path";
import { type Archive, BACKED_UP, STATE } from "../backup/archive.ts";
import type { Config } from "../config/config.ts";
import { realDisk } from "../scheduler/adapters/disk.ts";
import {
  captureSnapshot,
  snapshotText,
} from "../scheduler/adapters/encode_snapshot.ts";
import type { Scheduler } from "../scheduler/mod.ts";

/**
 * Makes a backup of a server at work: its state at one moment, at which memory
 * and disk agree, and the small files beside it.
 */
export async function makeBackup(
  scheduler: Scheduler,
  { stateFile }: Config,
  release: string,
): Promise<Archive> {
  const madeAtMs = Date.now();
  const { life: sessionId } = scheduler.settings;
  const snapshot = await scheduler.read((state) =>
    captureSnapshot(state, { sessionId, savedAtMs: madeAtMs, seq: 0 })
  );
  const files: Archive["files"] = {
    [STATE]: [...snapshotText(snapshot)].join(""),
  };
  for (const name of BACKED_UP) {
    const bytes = await realDisk.read(`${dirname(stateFile)}/${name}`);
    if (bytes !== null) files[name] = new TextDecoder().decode(bytes);
  }
  return { format: "ant-backup", version: 1, release, madeAtMs, files };
}
