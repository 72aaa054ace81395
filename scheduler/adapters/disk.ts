import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that is written at its end, each time to last. */
export interface SyncedFile {
  /** Resolves once all of the bytes would survive a power cut. */
  append(bytes: Uint8Array): Promise<void>;
  /** Cuts the file to this many bytes. */
  truncate(length: number): Promise<void>;
  close(): void;
}

/** A file that is written at its end, to last from `sync` on. */
export interface DiskFile extends SyncedFile {
  /** Resolves once the system has taken all of the bytes. */
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves once what was written would survive a power cut, fdatasync(2). */
  sync(): Promise<void>;
}

/** The part of a file system that the saved state needs. */
export interface Disk {
  /** Opens a file for its owner alone, and makes it where there is none. */
  open(path: string): Promise<DiskFile>;
  /** The same, for a file whose every append is to last. */
  openSynced(path: string): Promise<SyncedFile>;
  /** The whole file; `null` when there is none. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The names in a folder, in no order. */
  list(dir: string): Promise<string[]>;
  /** Replaces `to` in one step, rename(2); `syncDir` makes it last. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is gone is not an error. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder survive a power cut, fsync(2). */
  syncDir(dir: string): Promise<void>;
  /** Makes a folder and those above it, for their owner alone, to last. */
  makeDir(dir: string): Promise<void>;
}

const { O_WRONLY, O_APPEND, O_CREAT, O_DSYNC } = constants;
/** Each write(2) does what fdatasync(2) would do after it, open(2). */
const TO_LAST = O_WRONLY | O_APPEND | O_CREAT | O_DSYNC;

/** The machine's own disk. */
export const realDisk: Disk = {
  async open(path) {
    const how = { append: true, create: true, mode: 0o600 };
    return new RealFile(await Deno.open(path, how));
  },
  async openSynced(path) {
    return new RealSyncedFile(await open(path, TO_LAST, 0o600));
  },
  async read(path) {
    return await unlessMissing(Deno.readFile(path)) ?? null;
  },
  async list(dir) {
    return (await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name);
  },
  rename: (from, to) => Deno.rename(from, to),
  async remove(path) {
    await unlessMissing(Deno.remove(path));
  },
  async syncDir(dir) {
    using file = await Deno.open(dir);
    await file.sync();
  },
  async makeDir(dir) {
    if (await unlessMissing(Deno.stat(dir)) !== undefined) return;
    const parent = dirname(dir);
    await this.makeDir(parent);
    await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
    await this.syncDir(parent);
  },
};

class RealFile implements DiskFile {
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += await this.#file.write(bytes.subarray(done));
    }
  }

  truncate(length: number): Promise<void> {
    return this.#file.truncate(length);
  }

  sync(): Promise<void> {
    return this.#file.syncData();
  }

  close(): void {
    this.#file.close();
  }
}

/** One call in place of two: what waits for a save waits for less. */
class RealSyncedFile implements SyncedFile {
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += (await this.#file.write(bytes.subarray(done))).bytesWritten;
    }
  }

  truncate(length: number): Promise<void> {
    return this.#file.truncate(length);
  }

  close(): void {
    void this.#file.close();
  }
}

async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
