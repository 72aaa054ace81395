import { type LogGap, readGap, writtenByte } from "./log_gap.ts";

/** How much one read takes: small enough to keep the event loop free. */
export const CHUNK_BYTES = 65_536;

/**
 * An open log, of the length that it had when it was opened. Where it has a
 * gap, it is read as if both ends met: bytes count without what is left out.
 * `written` and `kept` tell between that and the bytes as they were written,
 * which stay what they are while the gap grows.
 */
export class LogReader implements Disposable {
  readonly #file: Deno.FsFile;
  #isClosed = false;

  readonly path: string;
  /** How long it was when it was opened. */
  readonly size: number;
  readonly gap: LogGap | null;
  /** Tells it from a later file of the same name. */
  readonly inode: number | null;
  /** When something was last written to it. */
  readonly writtenAtMs: number | null;

  /** Takes over the file: it is closed with this. */
  constructor(
    path: string,
    file: Deno.FsFile,
    info: Deno.FileInfo,
    gap: LogGap | null = null,
  ) {
    this.#file = file;
    this.path = path;
    this.gap = gap !== null && gap.to <= info.size ? gap : null;
    this.size = this.kept(info.size);
    this.inode = info.ino;
    this.writtenAtMs = info.mtime?.getTime() ?? null;
  }

  static async open(path: string): Promise<LogReader> {
    const file = await Deno.open(path);
    try {
      const info = await file.stat();
      return new LogReader(path, file, info, await readGap(path));
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** Where a byte stood when it was written. */
  written(byte: number): number {
    return writtenByte(this.gap, byte);
  }

  /** Where a byte stands now; that of a gap where the gap is. */
  kept(byte: number): number {
    const { gap } = this;
    if (gap === null || byte < gap.from) return byte;
    return Math.max(gap.from, byte - (gap.to - gap.from));
  }

  /** Reads these bytes, fewer where the file has been cut meanwhile. */
  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return await this.readInto(new Uint8Array(Math.max(0, end - start)), start);
  }

  /** Fills a buffer, or the front of it where there is no more. */
  async readInto(
    bytes: Uint8Array<ArrayBuffer>,
    start: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const border = this.gap?.from ?? Infinity;
    const before = Math.max(0, Math.min(bytes.length, border - start));
    let filled = await this.#fill(bytes.subarray(0, before), start);
    if (filled === before && before < bytes.length) {
      filled += await this.#fill(bytes.subarray(before), start + before);
    }
    return bytes.subarray(0, filled);
  }

  /** Reads what is all on one side of the gap. */
  async #fill(bytes: Uint8Array, start: number): Promise<number> {
    let filled = 0;
    if (bytes.length === 0) return filled;
    await this.#file.seek(this.written(start), Deno.SeekMode.Start);
    while (filled < bytes.length) {
      const got = await this.#file.read(bytes.subarray(filled));
      if (got === null) break;
      filled += got;
    }
    return filled;
  }

  /** Reads from one byte to another, a chunk at a time. */
  async *chunks(
    start: number,
    end: number,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
    for (let at = start; at < end;) {
      const bytes = await this.read(at, Math.min(end, at + CHUNK_BYTES));
      if (bytes.length === 0) return;
      at += bytes.length;
      yield bytes;
    }
  }

  /** Streams from one byte to another, and closes the file after that. */
  stream(start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
    const chunks = this.chunks(start, Math.min(end, this.size));
    let isWanted = true;
    let reading: Promise<unknown> | null = null;
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const next = chunks.next();
          reading = next;
          const { value } = await next;
          if (!isWanted) return;
          if (value !== undefined) return controller.enqueue(value);
          this[Symbol.dispose]();
          controller.close();
        } catch (error) {
          if (!isWanted) return;
          this[Symbol.dispose]();
          throw error;
        }
      },
      cancel: async () => {
        isWanted = false;
        await reading?.catch(() => {}); // Nobody wants its outcome any more.
        this[Symbol.dispose]();
      },
    });
  }

  /** Closes the file; a second time does nothing. */
  [Symbol.dispose]() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#file.close();
  }
}
