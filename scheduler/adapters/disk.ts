import { dirname } from "node:path";
import { SyncedAppender } from "./synced_appender.ts";

/** A file that is written at its end. */
export interface DiskFile {
  /** Resolves once the system has taken all of the bytes. */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * Appends and syncs in one go. Resolves to whether the file has the bytes
   * and they would survive a power cut; otherwise it may have some of them.
   */
  save(bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** Cuts the file to this many bytes. */
  truncate(length: number): Promise<void>;
  /** Resolves once what was written would survive a power cut, fdatasync(2). */
  sync(): Promise<void>;
  close(): void;
}

/** The part of a file system that the saved state needs. */
export interface Disk {
  /** Opens a file for its owner alone, and makes it where there is none. */
  open(path: string): Promise<DiskFile>;
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

/** The machine's own disk. */
export const realDisk: Disk = {
  async open(path) {
    const how = { append: true, create: true, mode: 0o600 };
    return new RealFile(path, await Deno.open(path, how));
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
  readonly #path: string;
  readonly #file: Deno.FsFile;
  #saver: SyncedAppender | undefined;

  constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += await this.#file.write(bytes.subarray(done));
    }
  }

  async save(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    this.#saver ??= new SyncedAppender(this.#path);
    if (this.#saver.isOpen) return await this.#saver.append(bytes);
    await this.append(bytes);
    await this.sync();
    return true;
  }

  truncate(length: number): Promise<void> {
    return this.#file.truncate(length);
  }

  sync(): Promise<void> {
    return this.#file.syncData();
  }

  close(): void {
    this.#saver?.close();
    this.#file.close();
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
