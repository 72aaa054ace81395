import { signal } from "@preact/signals";
import type { LinePoint } from "./log_shown.ts";
import { logAddress, type NamedLog } from "./log_range.ts";

/** How far a search through the whole log has come. */
export interface SearchState {
  /** What was looked for, as the server is asked. */
  readonly query: string;
  /** The lines found, the first ones first; not all where there are many. */
  readonly hits: readonly LinePoint[];
  /** How many lines there are that match, listed or not. */
  readonly count: number;
  readonly readBytes: number;
  readonly size: number;
  readonly isOver: boolean;
  /** Why it ended early; `null` where it did not. */
  readonly problem: string | null;
}

interface Progress {
  readonly readBytes: number;
  readonly size: number;
  readonly hits: number;
}

interface Ending {
  readonly hits: number;
  readonly problem?: string | null;
}

/** A search on the server that tells what it finds, until it is left. */
export class LogSearch {
  readonly state = signal<SearchState | null>(null);
  readonly #log: NamedLog;
  #source: EventSource | null = null;
  #onNews = () => {};

  constructor(log: NamedLog) {
    this.#log = log;
  }

  /** Begins anew; what was looked for before is forgotten. */
  start(query: string, size: number): void {
    this.leave();
    this.state.value = {
      query,
      hits: [],
      count: 0,
      readBytes: 0,
      size,
      isOver: false,
      problem: null,
    };
    const source = new EventSource(logAddress(this.#log, "search", query));
    this.#source = source;
    const hear = <News>(kind: string, change: (news: News) => void) =>
      source.addEventListener(kind, (message) => {
        if (source === this.#source) change(JSON.parse(message.data) as News);
      });
    hear<{ hits: readonly LinePoint[] }>("hits", ({ hits }) => {
      const known = [...this.state.peek()!.hits, ...hits];
      this.#change({
        hits: known,
        count: Math.max(this.state.peek()!.count, known.length),
      });
    });
    hear<Progress>(
      "progress",
      ({ hits, ...news }) => this.#change({ ...news, count: hits }),
    );
    hear<Ending>("end", ({ hits, problem = null }) => {
      const { size, readBytes } = this.state.peek()!;
      this.#end({
        count: hits,
        readBytes: problem === null ? size : readBytes,
        problem,
      });
    });
    source.addEventListener("error", () => {
      if (source !== this.#source) return;
      this.#end({ problem: "The server stopped searching. Search again" });
    });
  }

  /** Ends the search and keeps what it found. */
  cancel(): void {
    if (this.state.peek()?.isOver === false) this.#end({ problem: "canceled" });
  }

  /** Ends the search and forgets it. */
  leave(): void {
    this.#source?.close();
    this.#source = null;
    this.#onNews = () => {};
    this.state.value = null;
  }

  /**
   * Resolves with the first hit from a byte on, as soon as it is found; with
   * the first of all where there is none behind; with `null` for none at all.
   */
  firstFrom(byte: number): Promise<number | null> {
    return new Promise((resolve) => {
      this.#onNews = () => {
        const { hits, isOver } = this.state.peek()!;
        const found = hits.findIndex((hit) => hit.byte >= byte);
        if (found < 0 && !isOver) return;
        this.#onNews = () => {};
        resolve(found >= 0 ? found : hits.length > 0 ? 0 : null);
      };
      this.#onNews();
    });
  }

  #change(news: Partial<SearchState>): void {
    this.state.value = { ...this.state.peek()!, ...news };
    this.#onNews();
  }

  #end(news: Partial<SearchState>): void {
    this.#source?.close();
    this.#source = null;
    this.#change({ ...news, isOver: true });
  }
}
