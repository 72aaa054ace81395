import type { FeedMessage } from "./board_copy.ts";

/** How a connection to the server stands. */
export type LineState = "connecting" | "live" | "lost" | "signedOut";

/** Who is told what comes over the line. */
export interface LineEnds {
  /** Where to go on; `null` for a whole board. */
  lastId(): string | null;
  told(message: FeedMessage): void;
  stands(state: LineState): void;
}

const REOPEN_AFTER_MS = 3_000;
const LOOK_MS = 5_000;
/** The server speaks every second; a line this quiet is a dead one. */
const QUIET_MS = 15_000;

/**
 * The one connection to the feed. The browser reconnects by itself and names
 * the last id it saw (HTML Standard, 9.2); a refusal ends that, and a machine
 * that slept may never hear of it, so both are opened anew.
 */
export class FeedLine {
  readonly #ends: LineEnds;
  #source: EventSource | null = null;
  #heardAtMs = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor(ends: LineEnds) {
    this.#ends = ends;
    this.#watch = setInterval(() => this.#look(), LOOK_MS);
    this.open();
  }

  /** Opens the line, again if it is open. */
  open(): void {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#heardAtMs = Date.now();
    const lastId = this.#ends.lastId();
    const from = lastId === null
      ? ""
      : `?last_id=${encodeURIComponent(lastId)}`;
    const source = this.#source = new EventSource(`api/v1/events${from}`);
    for (const event of ["board", "patch"] as const) {
      source.addEventListener(event, ({ data, lastEventId }) => {
        this.#heard();
        this.#ends.told({ event, id: lastEventId, data });
      });
    }
    source.addEventListener("open", () => this.#heard());
    source.addEventListener("error", () => this.#lost(source));
  }

  close(): void {
    clearTimeout(this.#again);
    clearInterval(this.#watch);
    this.#source?.close();
    this.#source = null;
  }

  #heard(): void {
    this.#heardAtMs = Date.now();
    this.#ends.stands("live");
  }

  #look(): void {
    if (Date.now() - this.#heardAtMs < QUIET_MS) return;
    this.#ends.stands("lost");
    this.open();
  }

  #lost(source: EventSource): void {
    this.#ends.stands("lost");
    if (source !== this.#source || source.readyState !== EventSource.CLOSED) {
      return;
    }
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.open(), REOPEN_AFTER_MS);
    void this.#sayWhy();
  }

  /** An event stream does not tell why it was refused; another request does. */
  async #sayWhy(): Promise<void> {
    const reply = await fetch("api/v1/gpus").catch(() => null);
    await reply?.body?.cancel();
    if (reply?.status === 401 && this.#source !== null) {
      this.#ends.stands("signedOut");
    }
  }
}
