import { dirname } from "node:path";
import {
  type Archive,
  BACKED_UP,
  type BackupText,
  STATE,
} from "../backup/archive.ts";
import type { Config } from "../config/config.ts";
import { realDisk } from "../scheduler/adapters/disk.ts";
import {
  captureSnapshot,
  snapshotText,
} from "../scheduler/adapters/encode_snapshot.ts";
import type { Scheduler } from "../scheduler/mod.ts";

/** How much text goes out at once, at least; in UTF-16 code units. */
const PIECE_LENGTH = 65_536;

/** Where the server keeps what is backed up. */
export type BackedUpPlaces = Pick<Config, "stateFile" | "envSlotFile">;

/**
 * Makes a backup of a server at work: its state at one moment, at which memory
 * and disk agree, and the small files beside it. The state of years is never
 * in memory as text.
 */
export async function makeBackup(
  scheduler: Scheduler,
  { stateFile, envSlotFile }: BackedUpPlaces,
  release: string,
): Promise<BackupText> {
  const madeAtMs = Date.now();
  const { life: sessionId } = scheduler.settings;
  const snapshot = await scheduler.read((state) =>
    captureSnapshot(state, { sessionId, savedAtMs: madeAtMs, seq: 0 })
  );
  const files: Archive["files"] = {};
  for (const name of BACKED_UP) {
    const isSlots = name === "ant_envar_slots.json"; // They may be elsewhere.
    const path = isSlots ? envSlotFile : `${dirname(stateFile)}/${name}`;
    const bytes = await realDisk.read(path);
    if (bytes !== null) files[name] = new TextDecoder().decode(bytes);
  }
  const head: Archive = {
    format: "ant-backup",
    version: 1,
    release,
    madeAtMs,
    files,
  };
  return {
    madeAtMs,
    pieces: inPieces(archiveText(head, snapshotText(snapshot))),
  };
}

/** The JSON of an archive whose state comes bit by bit. */
function* archiveText(
  { files, ...head }: Archive,
  state: Iterable<string>,
): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"files":{`;
  for (const [name, text] of Object.entries(files)) {
    yield `${JSON.stringify(name)}:${JSON.stringify(text)},`;
  }
  yield `${JSON.stringify(STATE)}:"`;
  for (const piece of state) yield JSON.stringify(piece).slice(1, -1);
  yield `"}}\n`;
}

function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}
