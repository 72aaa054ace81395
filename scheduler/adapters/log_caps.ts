import type { CLibrary } from "./c_library.ts";
import { cString, openCLibrary } from "./c_library.ts";
import {
  GAP_LINE_BYTES,
  gapLine,
  type LogGap,
  readGap,
  writeGap,
} from "./log_gap.ts";
import { LF } from "./log_lines.ts";
import { isOsError } from "./os_error.ts";

/** Between two looks; 200 MB/s then add 50 MB to what a log may take. */
const LOOK_MS = 250;

/** Whole blocks alone give their room back; no file system has larger ones. */
const BLOCK_BYTES = 65_536;

/** How far a cut is moved so that it falls between two lines. */
const LINE_BYTES = 65_536;

/** Farther than any task writes within a moment. */
const BEYOND_BYTES = 2 ** 30;

// <fcntl.h> and <linux/falloc.h>.
const O_WRONLY = 1;
const KEEP_SIZE_AND_PUNCH_HOLE = 0x01 | 0x02;

/** What a cap is kept with. */
export interface LogCapOptions {
  /** How much of a log is kept; `null` for all. */
  readonly maxBytes: number | null;
  /** Hears once why logs cannot be kept small. */
  readonly onProblem: (problem: string) => void;
}

/**
 * Keeps the logs of running tasks small: of one that has grown too long, both
 * ends, and a line between. A task writes to its log by itself and goes on
 * doing so; what is left out becomes a hole in the file, fallocate(2), and no
 * byte of the rest moves.
 */
export class LogCaps {
  readonly #options: LogCapOptions;
  readonly #paths = new Set<string>();
  /** Whose last cut is on record and failed in its midst. */
  readonly #halfCut = new Set<string>();
  #library: CLibrary | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | null = null;
  #isHopeless = false;
  #hasTold = false;

  constructor(options: LogCapOptions) {
    this.#options = options;
  }

  /** Looks after a log until `leave`. */
  watch(path: string): void {
    if (this.#options.maxBytes === null || this.#isHopeless) return;
    this.#paths.add(path);
    this.#arm();
  }

  /** Whether a log is looked after. */
  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Cuts a log a last time: its task writes no more. */
  async leave(path: string): Promise<void> {
    if (!this.#paths.delete(path)) return;
    await this.#looking;
    await this.#cutOrExplain(path);
    if (this.#halfCut.has(path)) this.#arm();
  }

  /**
   * Ends a cut that a crash came into, for a start: where a gap is on record,
   * its line may be missing, or still be that of the cut before.
   */
  async mend(path: string): Promise<void> {
    const gap = await readGap(path).catch(() => null);
    if (gap === null) return;
    await this.#orExplain(path, () => this.#leaveOut(path, gap));
  }

  close(): void {
    this.#forgetAll();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const library = this.#library;
    this.#library = null;
    if (this.#looking === null) library?.close();
    else void this.#looking.then(() => library?.close());
  }

  #forgetAll(): void {
    this.#paths.clear();
    this.#halfCut.clear();
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => this.#lookSoon(), LOOK_MS);
  }

  #lookSoon(): void {
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
      const isClosed = this.#timer === undefined;
      this.#timer = undefined;
      if (!isClosed && this.#paths.size + this.#halfCut.size > 0) this.#arm();
    });
  }

  async #look(): Promise<void> {
    const paths = new Set([...this.#paths, ...this.#halfCut]);
    for (const path of paths) await this.#cutOrExplain(path);
  }

  #cutOrExplain(path: string): Promise<void> {
    return this.#orExplain(path, () => this.#cut(path));
  }

  /** A log that is gone is nobody's trouble. */
  async #orExplain(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) {
        this.#halfCut.delete(path);
        return;
      }
      if (error instanceof CannotPunch) {
        this.#isHopeless = true;
        this.#forgetAll();
      } else if (!isOsError(error) && !(error instanceof CannotOpen)) {
        throw error;
      } // A full disk, or too many open files, are so for a while.
      this.#tell(`Cannot keep logs small: ${error.message}`);
    }
  }

  #tell(problem: string): void {
    if (!this.#hasTold) this.#options.onProblem(problem);
    this.#hasTold = true;
  }

  async #cut(path: string): Promise<void> {
    const maxBytes = this.#options.maxBytes!;
    const { size } = await Deno.stat(path);
    if (size <= maxBytes) return;
    const before = await readGap(path);
    if (before !== null && this.#halfCut.has(path)) {
      await this.#leaveOut(path, before);
    }
    if (before !== null && before.from + size - before.to <= maxBytes) return;
    using file = await Deno.open(path);
    const half = Math.floor(maxBytes / 2);
    const headEnd = before === null
      ? await lineEndBefore(file, half)
      : before.from - GAP_LINE_BYTES;
    // Half of the tail's share, so that it can grow until the next cut.
    const to = await lineEndFrom(file, size - Math.floor(maxBytes / 4));
    const from = headEnd + GAP_LINE_BYTES;
    if (to <= from + 2 * BLOCK_BYTES) return;
    if (before === null) {
      // Where nothing is yet: tells whether it can be done, and takes nothing.
      const beyond = size + BEYOND_BYTES;
      await this.#punch(path, beyond, beyond + 2 * BLOCK_BYTES);
    }
    await writeGap(path, { from, to });
    await this.#leaveOut(path, { from, to }, before?.to);
  }

  /** Does what is on record; a second time, it changes nothing. */
  async #leaveOut(path: string, gap: LogGap, done = gap.from): Promise<void> {
    this.#halfCut.add(path);
    using file = await Deno.open(path, { write: true });
    const headEnd = gap.from - GAP_LINE_BYTES;
    await file.seek(headEnd, Deno.SeekMode.Start);
    await file.write(new TextEncoder().encode(gapLine(gap.to - headEnd)));
    await this.#punch(path, done, gap.to);
    this.#halfCut.delete(path);
  }

  /** Gives back the room of all whole blocks between two bytes. */
  async #punch(path: string, from: number, to: number): Promise<void> {
    const start = Math.ceil(from / BLOCK_BYTES) * BLOCK_BYTES;
    const end = Math.floor(to / BLOCK_BYTES) * BLOCK_BYTES;
    if (end <= start) return;
    this.#library ??= openCLibrary();
    if (this.#library === null) throw new CannotPunch("no C library is known");
    const { open, fallocate, close } = this.#library.symbols;
    const fd = open(cString([path]), O_WRONLY);
    if (fd < 0) throw new CannotOpen(`"${path}" cannot be opened`);
    const [at, length] = [BigInt(start), BigInt(end - start)];
    const done = await fallocate(fd, KEEP_SIZE_AND_PUNCH_HOLE, at, length);
    close(fd);
    if (done !== 0) {
      throw new CannotPunch("the file system of the log folder makes no holes");
    }
  }
}

/** It never can: not here. */
class CannotPunch extends Error {}
class CannotOpen extends Error {}

/** Behind the last line that ends before a byte, or that byte. */
async function lineEndBefore(file: Deno.FsFile, byte: number): Promise<number> {
  const start = Math.max(0, byte - LINE_BYTES);
  const bytes = await bytesAt(file, start, byte - start);
  const end = bytes.lastIndexOf(LF) + 1;
  return end === 0 ? byte : start + end;
}

/** Behind the first line that ends from a byte on, or that byte. */
async function lineEndFrom(file: Deno.FsFile, byte: number): Promise<number> {
  return byte + (await bytesAt(file, byte, LINE_BYTES)).indexOf(LF) + 1;
}

async function bytesAt(
  file: Deno.FsFile,
  byte: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  await file.seek(byte, Deno.SeekMode.Start);
  return bytes.subarray(0, await file.read(bytes) ?? 0);
}
