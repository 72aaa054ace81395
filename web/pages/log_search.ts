import {
  type FoundLine,
  type LineHit,
  type LogFinds,
  LogMissing,
  LogOutside,
  type LogStore,
  type SearchNews,
} from "../../scheduler/mod.ts";

/** What a page looks for, and where. */
export interface LogWish {
  readonly text: string;
  readonly fromByte: number;
  /** Ends the search, which is then for nobody. */
  readonly signal: AbortSignal;
}

/** So many hits are on a page. */
const LISTED = 100;
/** A page that is waited for shows what was found until then. */
const PATIENCE_MS = 3_000;

/**
 * Searches a log for a page that has no script to follow a search; `null`
 * where there is no log.
 */
export async function searchLogPage(
  logs: LogStore,
  path: string | null,
  wish: LogWish,
): Promise<LogFinds | null> {
  if (path === null) return null;
  try {
    return await find(logs, path, wish);
  } catch (error) {
    const isKnown = error instanceof LogMissing || error instanceof LogOutside;
    if (isKnown) return null;
    throw error;
  }
}

async function find(
  logs: LogStore,
  path: string,
  { text, fromByte, signal }: LogWish,
): Promise<LogFinds> {
  const query = { kind: "text", text, isCaseSensitive: false } as const;
  const news = await logs.lines.search(path, query, { fromByte, signal });
  const { hits, onByte, problem } = await gather(news, fromByte);
  const found: FoundLine[] = [];
  for (const { line, byte } of hits) {
    const place = { kind: "from", byte } as const;
    const { lines } = await logs.lines.window(path, place, 1, signal);
    found.push({ line, text: lines[0] ?? "" });
  }
  return { text, hits: found, onByte, problem };
}

/** Takes in what fits on a page, and in the time for one. */
async function gather(news: AsyncIterable<SearchNews>, fromByte: number) {
  const hits: LineHit[] = [];
  let onByte = fromByte;
  let untilMs = Infinity;
  for await (const one of news) {
    if (one.kind === "end") {
      const { problem } = one;
      return { hits, onByte: problem === null ? null : onByte, problem };
    }
    if (one.kind === "hits") hits.push(...one.hits);
    else onByte = one.readBytes;
    const next = hits[LISTED];
    if (next !== undefined) {
      return { hits: hits.slice(0, LISTED), onByte: next.byte, problem: null };
    }
    // A busy machine may be slow to start the searcher.
    untilMs = Math.min(untilMs, performance.now() + PATIENCE_MS);
    if (performance.now() >= untilMs) break;
  }
  return { hits, onByte, problem: null };
}
