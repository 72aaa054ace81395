import type { FeedMessage } from "./board_copy.ts";
import type { LineState } from "./feed_line.ts";

/** How fresh what a page shows is. */
export interface Connection {
  readonly state: LineState;
  /** When the server last said something; `null` before it did. */
  readonly heardAtMs: number | null;
}

/** What the tabs of a browser tell each other. */
export type TabWord =
  | { readonly kind: "told"; readonly message: FeedMessage }
  | { readonly kind: "stands"; readonly connection: Connection }
  /** Asks the tab that reads for what the asker has not. */
  | { readonly kind: "hello"; readonly lastId: string | null }
  | { readonly kind: "retry" };

/** What a tab does about the words. */
export interface TabDuties {
  readonly lastId: () => string | null;
  /** Opens the one connection; what it returns closes it. */
  read(): () => void;
  hear(word: TabWord): void;
  /** Whether a person can see this tab. */
  isSeen(): boolean;
}

/** A tab that is seen and hears nothing for so long asks who reads. */
const QUIET_MS = 4_000;
const LOOK_MS = 2_000;

/**
 * The tabs of a browser, of which one reads the feed for all. A lock says
 * which; it falls to another when its tab goes. A tab that was put to sleep
 * keeps it, so that one which a person sees and which gets no answer takes it.
 */
export class Tabs {
  readonly #name: string;
  readonly #duties: TabDuties;
  readonly #channel: BroadcastChannel;
  #leave: (() => void) | null = null;
  #queue = new AbortController();
  #heardAtMs = 0;
  #askedAtMs = 0;
  readonly #looks: ReturnType<typeof setInterval>;

  constructor(name: string, duties: TabDuties) {
    this.#name = name;
    this.#duties = duties;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.#hear(data as TabWord);
    this.#looks = setInterval(() => this.look(), LOOK_MS);
    this.#stand({ signal: this.#queue.signal });
    this.#ask();
  }

  /** Whether this is the tab that reads. */
  get reads(): boolean {
    return this.#leave !== null;
  }

  say(word: TabWord): void {
    this.#channel.postMessage(word);
  }

  /** Looks whether the tab that reads still answers. */
  look(): void {
    const nowMs = Date.now();
    if (this.reads || !this.#duties.isSeen()) return;
    if (nowMs - this.#heardAtMs < QUIET_MS) return;
    if (this.#askedAtMs <= this.#heardAtMs) this.#ask();
    else if (nowMs - this.#askedAtMs >= LOOK_MS - 100) this.#take();
  }

  /** Lets another tab read; nothing is heard any more. */
  close(): void {
    clearInterval(this.#looks);
    this.#queue.abort();
    this.#leave?.();
    this.#channel.close();
  }

  #hear(word: TabWord): void {
    if (word.kind !== "hello") this.#heardAtMs = Date.now();
    this.#duties.hear(word);
  }

  #ask(): void {
    this.#askedAtMs = Date.now();
    this.say({ kind: "hello", lastId: this.#duties.lastId() });
  }

  #take(): void {
    this.#queue.abort();
    this.#queue = new AbortController();
    this.#stand({ steal: true });
  }

  /** Stands in line for reading, and in line again once it was taken away. */
  #stand(how: LockOptions): void {
    const { signal } = this.#queue;
    navigator.locks.request(this.#name, how, () => this.#read()).catch(() => {
      this.#leave?.();
      if (signal.aborted) return;
      this.#heardAtMs = Date.now(); // Whoever took it away reads now.
      this.#stand({ signal });
    });
  }

  async #read(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.#duties.read();
    this.#leave = () => {
      this.#leave = null;
      stop();
      resolve();
    };
    await promise;
  }
}
