/** A numbered message for readers. */
export interface FeedMessage<Board, Patch> {
  readonly id: string;
  readonly event: "board" | "patch";
  readonly data: Board | Patch;
}

/** The messages that one reader has not seen yet, one by one. */
export interface FeedReading<Board, Patch>
  extends AsyncIterableIterator<FeedMessage<Board, Patch>> {
  /** Those that need not be waited for, which then count as read. */
  more(most: number): FeedMessage<Board, Patch>[];
}

/** How many patches are kept for readers that come back. */
const REPLAY = 400;
/** How many unread patches a reader may leave before it is let go. */
const MAX_UNREAD = 500;

/**
 * Numbered patches for any number of readers. A reader that names the last
 * id it saw gets what it missed; any other starts with a whole board. One
 * that does not read is let go, and costs nobody anything.
 */
export class Feed<Board, Patch> {
  readonly #life: string;
  readonly #board: () => Board;
  readonly #replay: Patch[] = [];
  readonly #readers = new Set<Reader<Board, Patch>>();
  #seq = 0;
  /** How many patches nobody was there to read, since somebody was. */
  #unheard = REPLAY;

  /** `life` names this server start, so that old ids are not mistaken. */
  constructor(life: string, board: () => Board) {
    this.#life = life;
    this.#board = board;
  }

  /** How many readers are connected. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Names the present moment: who reads on from it gets what comes later. */
  get lastId(): string {
    return `${this.#life}:${this.#seq}`;
  }

  /** Whether a patch could reach anyone who reads, or reads on. */
  get isHeard(): boolean {
    return this.#readers.size > 0 || this.#unheard < REPLAY;
  }

  /** Counts a change that is not worth a patch, as nobody could get it. */
  skip(): void {
    this.#seq++;
    this.#replay.length = 0;
  }

  /** Hands the patch to every reader; only queues, so nobody can delay it. */
  publish(patch: Patch): void {
    this.#seq++;
    this.#replay.push(patch);
    if (this.#replay.length > REPLAY) this.#replay.shift();
    if (this.#readers.size === 0) this.#unheard++;
    const message = this.#message("patch", patch, this.#seq);
    for (const reader of this.#readers) reader.give(message);
  }

  /** Reads on from the last seen id; ends when closed or let go. */
  read(lastId: string | null): FeedReading<Board, Patch> {
    const reader = new Reader<Board, Patch>(() => {
      this.#readers.delete(reader);
      this.#unheard = 0;
    });
    for (const message of this.#missed(lastId)) reader.give(message);
    this.#readers.add(reader);
    return reader;
  }

  /** Ends every reading. */
  close(): void {
    for (const reader of [...this.#readers]) reader.return();
  }

  #missed(lastId: string | null): FeedMessage<Board, Patch>[] {
    const [life, number] = lastId?.split(":") ?? [];
    const seen = Number(number);
    const first = this.#seq - this.#replay.length;
    const known = life === this.#life && Number.isInteger(seen) &&
      seen >= first && seen <= this.#seq;
    if (!known) return [this.#message("board", this.#board(), this.#seq)];
    return this.#replay.slice(seen - first)
      .map((patch, place) => this.#message("patch", patch, seen + place + 1));
  }

  #message(
    event: "board" | "patch",
    data: Board | Patch,
    seq: number,
  ): FeedMessage<Board, Patch> {
    return { id: `${this.#life}:${seq}`, event, data };
  }
}

/** One reader's unread messages, and its wait for the next. */
class Reader<Board, Patch> implements FeedReading<Board, Patch> {
  readonly #unread: FeedMessage<Board, Patch>[] = [];
  readonly #onEnd: () => void;
  #waiting: PromiseWithResolvers<void> | null = null;
  #over = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  give(message: FeedMessage<Board, Patch>): void {
    this.#unread.push(message);
    if (this.#unread.length > MAX_UNREAD) this.return();
    this.#waiting?.resolve();
  }

  async next(): Promise<IteratorResult<FeedMessage<Board, Patch>>> {
    while (!this.#over) {
      const value = this.#unread.shift();
      if (value !== undefined) return { done: false, value };
      this.#waiting = Promise.withResolvers();
      await this.#waiting.promise;
    }
    return { done: true, value: undefined };
  }

  more(most: number): FeedMessage<Board, Patch>[] {
    return this.#unread.splice(0, most);
  }

  return(): Promise<IteratorResult<FeedMessage<Board, Patch>>> {
    this.#over = true;
    this.#unread.length = 0;
    this.#waiting?.resolve();
    this.#onEnd();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
