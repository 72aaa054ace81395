import type {
  LinePlace,
  LineTotal,
  LineWindow,
  LogLines,
  LogQuery,
  SearchNews,
  SearchOptions,
} from "../../ports.ts";
import { LF } from "../log_lines.ts";
import { headerEnd } from "../log_frame.ts";
import type { LogReader } from "../log_reader.ts";
import {
  linesBefore,
  linesFrom,
  lineStartFrom,
  lineStartOf,
} from "./line_bounds.ts";
import { LineIndex } from "./line_index.ts";
import { readLines } from "./line_text.ts";
import { searchLog } from "./search_log.ts";

/** A head that is longer counts as output. */
const HEAD_BYTES = 64 * 1024;

/** So many logs are remembered as counted, those lately read. */
const MAX_INDEXES = 64;

/** So much is counted on while somebody waits for lines. */
const COUNTED_AT_ONCE_BYTES = 4 * 1024 * 1024;

/** Reads logs by lines, and remembers which line stands where. */
export class LinesOfLogs implements LogLines {
  readonly #open: (path: string) => Promise<LogReader>;
  readonly #indexes = new Map<string, LineIndex>();

  constructor(open: (path: string) => Promise<LogReader>) {
    this.#open = open;
  }

  async window(
    path: string,
    place: LinePlace,
    count: number,
    signal?: AbortSignal,
  ): Promise<LineWindow> {
    using log = await this.#open(path);
    const index = await this.#indexOf(path, log);
    const { byte, isEnd } = await placeOf(log, index, place, signal);
    const bounds = isEnd
      ? await linesBefore(log, byte, count, signal)
      : await linesFrom(log, byte, count, signal);
    const first = bounds[0];
    const last = bounds.at(-1);
    return {
      fromByte: log.written(first?.start ?? byte),
      endByte: endOf(log, last?.end ?? byte),
      size: log.written(log.size),
      fromLine: first === undefined
        ? null
        : await lineAt(log, index, first.start),
      lines: await readLines(log, bounds),
      isOpen: last !== undefined && await isOpen(log, last.end),
      quietMs: log.writtenAtMs === null
        ? null
        : Math.max(0, Date.now() - log.writtenAtMs),
    };
  }

  async count(path: string, signal?: AbortSignal): Promise<LineTotal> {
    using log = await this.#open(path);
    const index = await this.#indexOf(path, log);
    await index.countTo(log, log.size, signal && { signal });
    return { lines: index.lines, size: log.written(index.bytes) };
  }

  async search(
    path: string,
    query: LogQuery,
    { fromByte, signal }: SearchOptions,
  ): Promise<AsyncIterable<SearchNews>> {
    using log = await this.#open(path);
    const index = await this.#indexOf(path, log);
    const from = query.kind === "errors" && fromByte === 0
      ? await outputStart(log)
      : log.kept(fromByte);
    const byte = await lineStartFrom(log, from, signal);
    await index.countTo(log, byte, { signal });
    const line = await index.feedsBefore(log, byte) + 1;
    const { size, gap } = log;
    return searchLog({ path: log.path, query, byte, line, size, gap }, signal);
  }

  /** The index of that very log: one of another file is of no use. */
  async #indexOf(path: string, log: LogReader): Promise<LineIndex> {
    const key = `${path} ${log.gap?.to ?? 0}`;
    const before = this.#indexes.get(key);
    const fits = before !== undefined && await before.fits(log);
    const index = fits ? before : new LineIndex(log.inode);
    this.#indexes.delete(key); // The latest stand last.
    this.#indexes.set(key, index);
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MAX_INDEXES) this.#indexes.delete(oldest!);
    return index;
  }
}

/** Where to read, and whether lines are to end there or to begin. */
async function placeOf(
  log: LogReader,
  index: LineIndex,
  place: LinePlace,
  signal?: AbortSignal,
): Promise<{ byte: number; isEnd: boolean }> {
  switch (place.kind) {
    case "tail":
      return { byte: log.size, isEnd: true };
    case "before":
      return {
        byte: await lineStartOf(log, log.kept(place.byte), signal),
        isEnd: true,
      };
    case "from":
      return {
        byte: await lineStartFrom(log, log.kept(place.byte), signal),
        isEnd: false,
      };
    case "line": {
      const byte = await index.byteBehind(log, place.line - 1, signal);
      return { byte, isEnd: false };
    }
  }
}

/** Behind the last byte of a line: what follows may stand behind a gap. */
function endOf(log: LogReader, byte: number): number {
  return byte === 0 ? 0 : log.written(byte - 1) + 1;
}

/** Whether the line that ends there has no line feed. */
async function isOpen(log: LogReader, endByte: number): Promise<boolean> {
  const [last] = await log.read(endByte - 1, endByte);
  return last !== LF;
}

/** The number of the line that begins there, if that is soon found. */
async function lineAt(
  log: LogReader,
  index: LineIndex,
  byte: number,
): Promise<number | null> {
  if (byte - index.bytes > COUNTED_AT_ONCE_BYTES) return null;
  await index.countTo(log, byte);
  return byte > index.bytes ? null : await index.feedsBefore(log, byte) + 1;
}

/** Behind our own head, which repeats the command and is no output. */
async function outputStart(log: LogReader): Promise<number> {
  const text = new TextDecoder().decode(await log.read(0, HEAD_BYTES));
  return new TextEncoder().encode(text.slice(0, headerEnd(text))).length;
}
