/** One message of an event stream (HTML Standard, 9.2). */
export interface StreamMessage {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

/** Where messages come from; `more` gives at once those that are there. */
export interface StreamSource extends AsyncIterable<StreamMessage> {
  more?(most: number): readonly StreamMessage[];
}

/** So many are sent together to one who is late: each send has its price. */
const MOST_AT_ONCE = 64;

const HEARTBEAT_MS = 15_000;
const MOST_MISSED_BEATS = 2;
const RETRY_MS = 2_000;

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no", // What nginx must be told.
} as const;

/**
 * The event streams that browsers have open. A stream takes the next message
 * from its source only when the browser has taken the last one, so nothing
 * piles up here; one that takes nothing for two heartbeats is let go.
 */
export class EventStreams {
  readonly #heartbeatMs: number;
  readonly #open = new Set<EventStream>();
  /** Many browsers get one patch: it is written down once. */
  readonly #written = new WeakMap<object, string>();

  constructor(heartbeatMs = HEARTBEAT_MS) {
    this.#heartbeatMs = heartbeatMs;
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Answers with what a source yields, until it ends or the reader goes. */
  respond(source: StreamSource): Response {
    const stream = new EventStream(
      source,
      (message) => this.#write(message),
      () => this.#open.delete(stream),
    );
    this.#open.add(stream);
    return new Response(stream.start(this.#heartbeatMs), { headers: HEADERS });
  }

  /** Ends every stream, as a server that stops must. */
  close(): void {
    for (const stream of [...this.#open]) stream.end();
  }

  #write({ id, event, data }: StreamMessage): string {
    const head = id === undefined ? "" : `id: ${id}\n`;
    return `${head}event: ${event}\ndata: ${this.#json(data)}\n\n`;
  }

  #json(data: unknown): string {
    if (typeof data !== "object" || data === null) return JSON.stringify(data);
    const known = this.#written.get(data);
    if (known !== undefined) return known;
    const text = JSON.stringify(data);
    this.#written.set(data, text);
    return text;
  }
}

/** One reader, its source, and the heartbeat between them. */
class EventStream {
  readonly #iterator: AsyncIterator<StreamMessage>;
  readonly #more: (most: number) => readonly StreamMessage[];
  readonly #write: (message: StreamMessage) => string;
  readonly #onEnd: () => void;
  readonly #encoder = new TextEncoder();
  #controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #missedBeats = 0;
  #isOver = false;

  constructor(
    source: StreamSource,
    write: (message: StreamMessage) => string,
    onEnd: () => void,
  ) {
    this.#more = (most) => source.more?.(most) ?? [];
    this.#iterator = source[Symbol.asyncIterator]();
    this.#write = write;
    this.#onEnd = onEnd;
  }

  start(heartbeatMs: number): ReadableStream<Uint8Array<ArrayBuffer>> {
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        this.#controller = controller;
        this.#send(`retry: ${RETRY_MS}\n\n`);
      },
      pull: () => this.#pull(),
      cancel: () => this.#stop(), // The reader has gone.
    });
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    return stream;
  }

  /** Ends the stream in good order; the browser will come back. */
  end(): void {
    if (this.#isOver) return;
    this.#stop();
    this.#controller.close();
  }

  async #pull(): Promise<void> {
    try {
      const { done, value } = await this.#iterator.next();
      if (done) this.end();
      else if (!this.#isOver) {
        const all = [value, ...this.#more(MOST_AT_ONCE - 1)];
        this.#send(all.map((one) => this.#write(one)).join(""));
      }
    } catch (error) {
      if (this.#isOver) return;
      this.#stop();
      this.#controller.error(error);
    }
  }

  #beat(): void {
    const isStalled = (this.#controller.desiredSize ?? 0) <= 0;
    this.#missedBeats = isStalled ? this.#missedBeats + 1 : 0;
    if (!isStalled) return this.#send(": still here\n\n");
    if (this.#missedBeats < MOST_MISSED_BEATS) return;
    this.#stop();
    this.#controller.error(new Error("Cannot send: the reader takes nothing"));
  }

  #send(text: string): void {
    this.#controller.enqueue(this.#encoder.encode(text));
  }

  #stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    this.#onEnd();
    // A generator that waits takes this only once it wakes: nobody waits for it.
    this.#iterator.return?.()?.catch(() => {});
  }
}
