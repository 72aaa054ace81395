import type { LogQuery, SearchNews } from "../../ports.ts";
import { type LogGap, writtenByte } from "../log_gap.ts";
import { isOsError } from "../os_error.ts";
import { lineBlocks } from "./line_blocks.ts";
import { matcherFor } from "./line_matcher.ts";
import { LineSearch } from "./line_search.ts";
import { withinTime } from "./time_limit.ts";

/** How often a searcher tells how far it is, at most. */
const NEWS_MS = 200;

/** What a searcher is to do; sent to it once. */
export interface SearchOrder {
  readonly path: string;
  readonly query: LogQuery;
  /** Where to begin, and the number of the line that begins there. */
  readonly byte: number;
  readonly line: number;
  /** Where to end. */
  readonly size: number;
  /** What is left out between; bytes count without it, but in hits. */
  readonly gap: LogGap | null;
}

/** The same, and what the one who asked has in hand. */
export interface SearchTask extends SearchOrder {
  /** How long it may take to get further. */
  readonly patienceMs: number;
  /** A number that both threads see: not 0 once it is to end. */
  readonly leave: Int32Array<SharedArrayBuffer>;
}

/**
 * Searches one log on a thread of its own, so that no pattern can keep the
 * server from answering, and ends when it is ended.
 */
function search(task: SearchTask): void {
  const { path, query, byte, line, size, gap, patienceMs, leave } = task;
  const found = new LineSearch(matcherFor(query), line, byte);
  let toldMs = 0;
  const tell = (readBytes: number) => {
    const hits = found.hitsSince().map((hit) => ({
      ...hit,
      byte: writtenByte(gap, hit.byte),
    }));
    if (hits.length > 0) post({ kind: "hits", hits });
    post({ kind: "progress", readBytes, size, hits: found.hits });
    toldMs = performance.now();
  };
  tell(byte); // It is at work: from now on its pace counts.
  using file = Deno.openSync(path);
  for (const { bytes, atByte } of lineBlocks(file, byte, size, { gap })) {
    if (Atomics.load(leave, 0) !== 0) return;
    const isFirst = found.hits === 0;
    const isTaken = withinTime(patienceMs, () => {
      found.take(bytes, atByte);
      return true;
    });
    if (!isTaken) return post(stuckEnd(found.hits, patienceMs));
    const isDue = performance.now() - toldMs >= NEWS_MS;
    if (isDue || (isFirst && found.hits > 0)) tell(atByte + bytes.length);
  }
  tell(size);
  const { hits, isCut } = found;
  post({ kind: "end", hits, isCut, problem: null });
}

/** How a search ends that came no further. */
function stuckEnd(hits: number, patienceMs: number): SearchNews {
  const problem = "Cannot search on: it came no further for " +
    `${patienceMs / 1000} s; simplify the pattern`;
  return { kind: "end", hits, isCut: true, problem };
}

function post(news: SearchNews): void {
  self.postMessage(news);
}

addEventListener("message", ({ data }: MessageEvent<SearchTask>) => {
  try {
    search(data);
  } catch (error) {
    if (!isOsError(error)) throw error;
    const problem = `Cannot search on: ${error.message}`;
    post({ kind: "end", hits: 0, isCut: true, problem });
  }
});
