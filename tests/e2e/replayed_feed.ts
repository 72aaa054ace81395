import {
  type BoardPatch,
  type BoardView,
  sortRows,
} from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { untilBoard } from "../helpers/board.ts";
import type { TestServer } from "../helpers/server.ts";

/** Stands before a server, and tells its pages a feed of its own. */
export interface ReplayedFeed extends AsyncDisposable {
  /** The same pages; whoever comes is signed in. */
  readonly url: string;
  /**
   * Tells so many seconds of feed as fast as the page takes them, and then a
   * number of queued tasks that it has not told before: who shows that has
   * heard all.
   */
  play(seconds: number): number;
}

const LIFE = "replayed";
/** On a busy machine a task ends, and the next starts, this often. */
const ENDS_EVERY_S = 15;

/** Begins with the board of the server as it is. */
export async function aReplayedFeed(
  server: TestServer,
): Promise<ReplayedFeed> {
  const first = await untilBoard(server, () => true);
  const told = new Told(first);
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();

  const events = () => {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        readers.add(own);
        own.enqueue(encoder.encode(told.whole()));
      },
      cancel: () => void readers.delete(own),
    });
    return new Response(body, {
      headers: { "content-type": "text/event-stream" },
    });
  };
  const http = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      const { pathname, search } = new URL(request.url);
      return pathname === "/api/v1/events"
        ? events()
        : passOn(server, pathname + search, request);
    },
  );
  return {
    url: `http://127.0.0.1:${http.addr.port}`,
    play(seconds) {
      const messages = Array.from({ length: seconds }, () => told.next());
      const { message, queued } = told.last();
      const bytes = encoder.encode([...messages, message].join(""));
      for (const reader of readers) reader.enqueue(bytes);
      return queued;
    },
    async [Symbol.asyncDispose]() {
      for (const reader of readers) reader.close();
      await http.shutdown();
    },
  };
}

async function passOn(
  server: TestServer,
  path: string,
  { headers }: Request,
): Promise<Response> {
  const accept = headers.get("accept") ?? "*/*";
  const reply = await server.fetch(path, { headers: { accept } });
  const kept = new Headers(reply.headers);
  // It is unpacked by now, and lies about its length.
  kept.delete("content-length");
  kept.delete("content-encoding");
  return new Response(reply.body, { status: reply.status, headers: kept });
}

/** A board and what happens to it, second by second. */
class Told {
  #board: BoardView;
  #number = 0;

  constructor(board: BoardView) {
    this.#board = board;
  }

  whole(): string {
    return this.#message("board", this.#board);
  }

  next(): string {
    this.#number++;
    const nowMs = this.#board.nowMs + 1_000;
    const ends = this.#number % ENDS_EVERY_S === 0;
    const patch: BoardPatch = {
      ...ends ? this.#oneEnds(nowMs) : {},
      ticks: this.#board.gpus.map(({ position }) => [
        position,
        this.#some(100),
        this.#some(80_000),
        this.#some(700),
        this.#some(90),
      ]),
      host: { ...this.#board.host, cpuPercent: this.#some(100) },
      nowMs,
    };
    this.#board = { ...this.#board, nowMs };
    return this.#message("patch", patch);
  }

  last(): { message: string; queued: number } {
    this.#number++;
    const { counts, nowMs } = this.#board;
    const queued = 100 + this.#number;
    const patch: BoardPatch = { counts: { ...counts, queued }, nowMs };
    return { message: this.#message("patch", patch), queued };
  }

  /** The first in the queue ends at once, and a new one waits. */
  #oneEnds(nowMs: number): Partial<BoardPatch> {
    const { queued, ended, counts } = this.#board;
    const [first] = queued;
    const last = queued.at(-1);
    if (first === undefined || last === undefined) return {};
    const done: TaskView = {
      ...first,
      state: "succeeded",
      startedAtMs: nowMs - 9_000,
      endedAtMs: nowMs,
    };
    const id = `replayed-${this.#number}`;
    const waits: TaskView = { ...last, id, turn: last.turn + 1 };
    this.#board = {
      ...this.#board,
      ...sortRows([...queued.slice(1), ...ended, done, waits]),
      counts: { ...counts, ended: counts.ended + 1 },
    };
    return { upsert: [done, waits], counts: this.#board.counts };
  }

  /** Steady, and never the same twice in a row. */
  #some(below: number): number {
    return (this.#number * 7_919) % below;
  }

  #message(event: string, data: unknown): string {
    const id = `${LIFE}:${this.#number}`;
    return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }
}
