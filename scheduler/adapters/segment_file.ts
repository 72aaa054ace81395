import { basename, dirname } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";
import { headerText, JOURNAL_FORMAT } from "./event_codec.ts";

/** The file that begins with event `firstSeq`, beside the recovery file. */
export function segmentPath(stateFile: string, firstSeq: number): string {
  return `${stateFile}.journal.${firstSeq}`;
}

/** The segments in a folder that belong to this state file, oldest first. */
export async function findSegments(
  disk: Disk,
  stateFile: string,
): Promise<number[]> {
  const start = `${basename(stateFile)}.journal.`;
  return (await disk.list(dirname(stateFile)))
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length))
    .filter((seq) => /^[1-9]\d*$/.test(seq))
    .map(Number)
    .sort((a, b) => a - b);
}

/** One file of the journal, which grows by whole lines or not at all. */
export class SegmentFile {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #header: string;
  #file: DiskFile | null = null;
  /** How much of it is confirmed; what stands behind that is cut off. */
  #length = 0;

  constructor(
    disk: Disk,
    stateFile: string,
    readonly firstSeq: number,
    base: string | null,
  ) {
    this.#disk = disk;
    this.#path = segmentPath(stateFile, firstSeq);
    this.#header = headerText({ format: JOURNAL_FORMAT, firstSeq, base });
  }

  /**
   * Resolves once these lines would survive a power cut. After a rejection
   * the same lines may be appended again: after a failed fsync(2) nobody
   * knows what was written, so the file is opened anew and cut back first.
   */
  async append(lines: string): Promise<void> {
    const isNew = this.#length === 0;
    const text = isNew ? this.#header + lines : lines;
    const bytes = new TextEncoder().encode(text);
    try {
      this.#file ??= await this.#open();
      if (!await this.#file.save(bytes)) await this.#saveAnew(bytes);
      if (isNew) await this.#disk.syncDir(dirname(this.#path));
    } catch (error) {
      this.close();
      throw error;
    }
    this.#length += bytes.length;
  }

  /** Again, by calls that have words for what is wrong. */
  async #saveAnew(bytes: Uint8Array): Promise<void> {
    this.close();
    this.#file = await this.#open();
    await this.#file.append(bytes);
    await this.#file.sync();
  }

  close(): void {
    this.#file?.close();
    this.#file = null;
  }

  async #open(): Promise<DiskFile> {
    const file = await this.#disk.open(this.#path);
    try {
      await file.truncate(this.#length);
    } catch (error) {
      file.close();
      throw error;
    }
    return file;
  }
}
