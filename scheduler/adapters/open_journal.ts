import { Buffer, isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { SchedulerEvent } from "../model/event.ts";
import { emptyState, type SchedulerState } from "../model/state.ts";
import type { Disk } from "./disk.ts";
import { decodeSnapshot } from "./decode_snapshot.ts";
import { type Header, parseSegment, type Segment } from "./event_codec.ts";
import { JournalFiles, type JournalParts } from "./journal_files.ts";
import { findSegments, segmentPath } from "./segment_file.ts";
import { asideOf } from "./snapshot_file.ts";
import { reasonOf, StateError } from "./state_errors.ts";

/** What opening needs beside the journal's parts. */
export interface OpenParts extends JournalParts {
  /** Folds one event into the state, in place. */
  readonly evolve: (state: SchedulerState, event: SchedulerEvent) => void;
}

/** The state as it was left, and the journal to go on with. */
export interface OpenedJournal {
  readonly state: SchedulerState;
  readonly journal: JournalFiles;
  /** Whether there was nothing at all. */
  readonly fresh: boolean;
  /** What a person should know about the files, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the recovery file and the events after it, and opens the journal
 * behind them. Nothing on disk is changed before all of it has been read.
 *
 * @throws {StateError} when anything but an unconfirmed end cannot be read,
 * with the path, the cause and what to do; the files are left alone.
 */
export async function openJournal(parts: OpenParts): Promise<OpenedJournal> {
  const { disk, stateFile, evolve } = parts;
  await attempt(
    "open the folder of",
    stateFile,
    () => disk.makeDir(dirname(stateFile)),
  );
  const base = await readBase(disk, stateFile);
  const found = await readSegments(disk, stateFile);
  const { lastSeq, bytes } = replay(base, found, evolve);
  const notes = await attempt(
    "tidy up beside",
    stateFile,
    () => tidy(disk, stateFile, found),
  );
  if (base.isForeign) {
    notes.unshift(
      `Recovery file "${stateFile}" is of ANT 1.1.0 or before: its sessions ` +
        `are kept, and the next snapshot writes it in our form`,
    );
  }
  const journal = new JournalFiles(parts, {
    lastSeq,
    bytes,
    base: base.digest,
  });
  const fresh = base.isMissing && lastSeq === 0;
  return { state: base.state, journal, fresh, notes };
}

interface Base {
  readonly path: string;
  readonly state: SchedulerState;
  readonly seq: number;
  readonly isForeign: boolean;
  readonly isMissing: boolean;
  /** See `Header.base`. */
  readonly digest: string | null;
}

interface FoundSegment extends Segment {
  readonly path: string;
  readonly firstSeq: number;
}

async function readBase(disk: Disk, path: string): Promise<Base> {
  const bytes = await attempt("read", path, () => disk.read(path));
  if (bytes === null) {
    const state = emptyState();
    const digest = null;
    return { path, state, seq: 0, isForeign: false, isMissing: true, digest };
  }
  const decoded = await attempt("read", path, () => {
    if (bytes.length === 0) throw new TypeError("it is empty");
    return decodeSnapshot(textOf(bytes));
  });
  const digest = decoded.isForeign
    ? createHash("sha256").update(bytes).digest("hex")
    : null;
  return { ...decoded, path, isMissing: false, digest };
}

async function readSegments(
  disk: Disk,
  stateFile: string,
): Promise<FoundSegment[]> {
  const seqs = await attempt(
    "list the folder of",
    stateFile,
    () => findSegments(disk, stateFile),
  );
  const found: FoundSegment[] = [];
  for (const firstSeq of seqs) {
    const path = segmentPath(stateFile, firstSeq);
    const segment = await attempt("read", path, async () => {
      const bytes = await disk.read(path) ?? new Uint8Array();
      return parseSegment(bytes, firstSeq, firstSeq === seqs.at(-1));
    });
    found.push({ ...segment, path, firstSeq });
  }
  return found;
}

function replay(
  base: Base,
  segments: readonly FoundSegment[],
  evolve: OpenParts["evolve"],
): { lastSeq: number; bytes: number } {
  let lastSeq = base.seq;
  let bytes = 0;
  for (const { path, header, lines } of segments) {
    for (const line of lines) {
      if (line.seq <= base.seq) continue;
      if (line.seq !== lastSeq + 1) throw gap(path, lastSeq + 1, line.seq);
      if (isOther(base, lastSeq, header)) {
        throw mismatch(base, path);
      }
      try {
        for (const event of line.events) evolve(base.state, event);
      } catch (cause) {
        const reason = `event ${line.seq} does not fit: ${reasonOf(cause)}`;
        throw unreadable("apply", path, reason, cause);
      }
      lastSeq = line.seq;
      bytes += line.bytes;
    }
  }
  return { lastSeq, bytes };
}

/** Events from 1 on build on the very file, or on the absence of one. */
function isOther(base: Base, lastSeq: number, header: Header | null): boolean {
  return (base.isForeign || base.isMissing) && lastSeq === 0 &&
    header?.base !== base.digest;
}

/** Removes what a crash left, so that it never stands in the middle. */
async function tidy(
  disk: Disk,
  stateFile: string,
  segments: readonly FoundSegment[],
): Promise<string[]> {
  const notes: string[] = [];
  await disk.remove(asideOf(stateFile));
  for (const { path, lines, wholeBytes, tornBytes } of segments) {
    if (tornBytes > 0) {
      notes.push(
        `Dropped the last ${tornBytes} bytes of "${path}": a write that was ` +
          `cut short and never confirmed`,
      );
    }
    if (lines.length === 0) await disk.remove(path);
    else if (tornBytes > 0) await cut(disk, path, wholeBytes);
  }
  await disk.syncDir(dirname(stateFile));
  return notes;
}

async function cut(disk: Disk, path: string, length: number): Promise<void> {
  const file = await disk.open(path);
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    file.close();
  }
}

async function attempt<T>(
  verb: string,
  path: string,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw unreadable(verb, path, reasonOf(cause), cause);
  }
}

function gap(path: string, expected: number, found: number): StateError {
  const reason = found < expected
    ? `event ${found} stands twice`
    : `events ${expected} to ${found - 1} are missing`;
  return unreadable("read", path, reason);
}

function mismatch({ path, isMissing }: Base, segment: string): StateError {
  const reason = isMissing
    ? `the recovery file that it continues is missing`
    : `recovery file "${path}" is not the one that it continues`;
  return unreadable("read", segment, reason);
}

function unreadable(
  verb: string,
  path: string,
  reason: string,
  cause?: unknown,
): StateError {
  return new StateError(
    `Cannot ${verb} "${path}": ${reason}; nothing was changed: put a good ` +
      `copy in its place, or move it and the files named after it away to ` +
      `begin without it`,
    { cause },
  );
}

/** @throws {TypeError} for what is not UTF-8. */
function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  // Three times as fast, and nearly all files are: Latin-1 begins with ASCII.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer).toString("latin1");
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
