import { type CLibrary, cString, openCLibrary } from "./c_library.ts";

// <fcntl.h> of glibc and musl on Linux.
const O_WRONLY = 1;
const O_APPEND = 0o2000;
const O_DSYNC = 0o10000;
const O_CLOEXEC = 0o2000000;

/**
 * Appends to a file and syncs it in one call, off the event loop: as write(2)
 * and fdatasync(2), each wakes another thread and then this one again.
 */
export class SyncedAppender {
  readonly #library: CLibrary | null = openCLibrary();
  readonly #fd: number;

  /** Opens a file that is there. */
  constructor(path: string) {
    const how = O_WRONLY | O_APPEND | O_DSYNC | O_CLOEXEC;
    this.#fd = this.#library?.symbols.open(cString([path]), how) ?? -1;
  }

  /** Whether it can be used at all. */
  get isOpen(): boolean {
    return this.#fd >= 0;
  }

  /**
   * Resolves with whether the file has all of the bytes, and they would
   * survive a power cut. Otherwise it may have some of them.
   */
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (this.#library === null || !this.isOpen) return false;
    const { write } = this.#library.symbols;
    const written = await write(this.#fd, bytes, BigInt(bytes.length));
    return Number(written) === bytes.length; // Kept from collection until here.
  }

  close(): void {
    if (this.isOpen) this.#library?.symbols.close(this.#fd);
    this.#library?.close();
  }
}
