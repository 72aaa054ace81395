import { sep } from "node:path";
import { LogMissing, LogOutside } from "../model/errors.ts";
import type { FollowOptions, LogChunk, LogStore } from "../ports.ts";
import { LinesOfLogs } from "./log/lines_of_logs.ts";
import { FewAtOnce } from "./few_at_once.ts";
import { followLog, type LogPiece } from "./follow_log.ts";
import { lastLines, truncatedText } from "./log_excerpts.ts";
import { joined, LineCounter } from "./log_lines.ts";
import { LogReader } from "./log_reader.ts";

/** More than this of a log is read only as a download or a range. */
export const MAX_EXCERPT_BYTES = 16 * 1024 * 1024;

/** So many logs are remembered as counted. */
const MAX_COUNTED = 256;

interface Counted {
  readonly counter: LineCounter;
  readonly inode: number | null;
  readonly bytes: number;
}

/**
 * Reads logs within one folder: by bytes, a chunk at a time, never whole.
 *
 * Every method throws `LogMissing` for a file that is not there, or does
 * not answer, and `LogOutside` for one whose real path leads elsewhere.
 */
export class LogFiles implements LogStore {
  readonly #root: string;
  readonly #counted = new Map<string, Counted>();
  readonly #few = new FewAtOnce();
  readonly lines = new LinesOfLogs((path) => this.#open(path));

  constructor(root: string) {
    this.#root = root;
  }

  /** The last lines, each with a newline; lines end at LF, CRLF or CR. */
  async tail(
    path: string,
    lines: number,
    maxBytes: number = MAX_EXCERPT_BYTES,
  ): Promise<string> {
    using log = await this.#open(path);
    return joined(await lastLines(log, lines, maxBytes));
  }

  /** Both ends of the log, and between them how many lines are hidden. */
  async truncated(
    path: string,
    maxLines: number,
    maxBytes: number = MAX_EXCERPT_BYTES,
  ): Promise<string> {
    using log = await this.#open(path);
    const lines = await this.#count(path, log);
    return await truncatedText(log, lines, maxLines, maxBytes);
  }

  /** How many bytes the log has now. */
  async size(path: string): Promise<number> {
    using log = await this.#open(path);
    return log.size;
  }

  /** What stands before a byte of the written log, or before its end. */
  async stretch(
    path: string,
    lengthBytes: number,
    beforeByte: number | null,
  ): Promise<LogChunk> {
    using log = await this.#open(path);
    const end = Math.min(log.size, log.kept(beforeByte ?? Infinity));
    const start = Math.max(0, end - lengthBytes);
    const bytes = await log.read(start, end);
    return { atByte: log.written(end) - bytes.length, bytes };
  }

  /** The bytes from one position up to another, as far as there are any. */
  async range(
    path: string,
    start = 0,
    end = Infinity,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const log = await this.#open(path);
    return log.stream(start, end);
  }

  /**
   * What the log holds from a byte on and what comes to it, until the signal,
   * or until `isOver` says that nothing more will come and all is read.
   */
  async *follow(
    path: string,
    fromByte: number,
    { signal, isOver }: FollowOptions,
  ): AsyncGenerator<LogPiece, void, void> {
    const open = async () => {
      try {
        return await this.#open(path);
      } catch (error) {
        if (error instanceof LogMissing) return null; // Perhaps not yet.
        throw error;
      }
    };
    yield* followLog(open, fromByte, signal, isOver);
  }

  /** A folder that does not answer takes a few threads, and not all. */
  async #open(path: string): Promise<LogReader> {
    let isLate = false;
    const open = async () => {
      if (isLate) return null;
      const log = await this.#openReal(path);
      if (isLate) log[Symbol.dispose]();
      return log;
    };
    const log = await this.#few.run(open, null);
    if (log !== null) return log;
    isLate = true;
    throw new LogMissing(path, {}, "its folder does not answer");
  }

  async #openReal(path: string): Promise<LogReader> {
    try {
      const real = await Deno.realPath(path);
      const root = await Deno.realPath(this.#root);
      if (!real.startsWith(root + sep)) throw new LogOutside(path, this.#root);
      return await LogReader.open(real);
    } catch (error) {
      const isMissing = error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory;
      if (isMissing) throw new LogMissing(path, { cause: error });
      throw error;
    }
  }

  /** A log that has grown is counted on from where it ended. */
  async #count(path: string, log: LogReader): Promise<number> {
    const key = `${path} ${log.gap?.to ?? 0}`;
    const before = this.#counted.get(key);
    this.#counted.delete(key); // While it is counted on, it is nobody else's.
    const goesOn = before !== undefined && before.inode === log.inode &&
      before.bytes <= log.size;
    const counter = goesOn ? before.counter : new LineCounter();
    const from = goesOn ? before.bytes : 0;
    for await (const piece of log.chunks(from, log.size)) counter.take(piece);
    const { inode, size: bytes } = log;
    this.#counted.set(key, { counter, inode, bytes });
    for (const oldest of this.#counted.keys()) {
      if (this.#counted.size <= MAX_COUNTED) break;
      this.#counted.delete(oldest);
    }
    return counter.lines;
  }
}
