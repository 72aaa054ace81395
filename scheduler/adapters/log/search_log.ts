import type { SearchNews } from "../../ports.ts";
import { addressOf } from "../../../root.ts";
import type { SearchOrder, SearchTask } from "./search_worker.ts";

/** How long a searcher may take to get further. */
const PATIENCE_MS = 5000;

/**
 * Searches a log on another thread, until its end or until the signal. The
 * thread gives up a pattern by itself; one that says nothing for twice as long
 * hangs elsewhere, as on a disk that does not answer.
 */
export async function* searchLog(
  order: SearchOrder,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): AsyncGenerator<SearchNews, void, void> {
  if (signal.aborted) return;
  const address = addressOf("scheduler/adapters/log/search_worker.ts");
  const worker = new Worker(address, { type: "module" });
  const inbox = new Inbox(worker);
  const leave = new Int32Array(new SharedArrayBuffer(4));
  const close = () => inbox.close();
  signal.addEventListener("abort", close);
  try {
    const task: SearchTask = { ...order, patienceMs, leave };
    worker.postMessage(task);
    for (;;) {
      const news = await inbox.next(2 * patienceMs);
      if (news === null) return;
      yield news;
      if (news.kind === "end") return;
    }
  } finally {
    signal.removeEventListener("abort", close);
    Atomics.store(leave, 0, 1); // To end a busy thread is not enough.
    worker.terminate();
  }
}

/** What a searcher has said and nobody has heard yet. */
class Inbox {
  readonly #news: SearchNews[] = [];
  #hits = 0;
  #hasBegun = false;
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(worker: Worker) {
    worker.onmessage = ({ data }: MessageEvent<SearchNews>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault(); // It is told, and need not end the server.
      this.#giveUp(event.message);
    };
  }

  /** The next news, or `null` once nobody wants any. */
  async next(patienceMs: number): Promise<SearchNews | null> {
    if (this.#news.length === 0 && !this.#isClosed) {
      const why = `nothing was heard of it for ${patienceMs / 1000} s`;
      const timer = this.#hasBegun
        ? setTimeout(() => this.#giveUp(why), patienceMs)
        : undefined; // A busy machine may be slow to start a thread.
      await new Promise<void>((resolve) => this.#wake = resolve);
      clearTimeout(timer);
    }
    return this.#isClosed ? null : this.#news.shift()!;
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #take(news: SearchNews): void {
    this.#hasBegun = true;
    if (news.kind !== "hits") this.#hits = news.hits;
    // Of several reports of progress that nobody has heard, the last will do.
    if (this.#news.at(-1)?.kind === "progress" && news.kind === "progress") {
      this.#news.pop();
    }
    this.#news.push(news);
    this.#wake();
  }

  #giveUp(why: string): void {
    const problem = `Cannot search on: ${why}`;
    this.#take({ kind: "end", hits: this.#hits, isCut: true, problem });
  }
}
