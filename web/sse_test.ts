import { assertEquals } from "@std/assert";
import {
  readEvents,
  type StreamedEvent,
} from "../tests/helpers/event_stream.ts";
import { EventStreams, type StreamMessage } from "./sse.ts";

/** A source that a test feeds, and that knows whether it was let go. */
class Tap implements AsyncIterableIterator<StreamMessage> {
  readonly released = Promise.withResolvers<void>();
  taken = 0;
  #waiting: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #messages: StreamMessage[] = [];
  #isOver = false;

  give(...messages: StreamMessage[]): void {
    this.#messages.push(...messages);
    this.#waiting.resolve();
  }

  async next(): Promise<IteratorResult<StreamMessage>> {
    while (!this.#isOver) {
      const value = this.#messages.shift();
      if (value !== undefined) {
        this.taken++;
        return { done: false, value };
      }
      this.#waiting = Promise.withResolvers();
      await this.#waiting.promise;
    }
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<StreamMessage>> {
    this.#isOver = true;
    this.#waiting.resolve();
    this.released.resolve();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

function patch(seq: number): StreamMessage {
  return { id: `life:${seq}`, event: "patch", data: { seq } };
}

async function firstOf(response: Response, count: number) {
  const events: StreamedEvent[] = [];
  for await (const event of readEvents(response)) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

Deno.test("respond() sends messages as a browser expects them", async () => {
  const streams = new EventStreams();
  const tap = new Tap();
  tap.give({ event: "board", data: { text: "two\nlines" } }, patch(1));

  const response = streams.respond(tap);

  assertEquals(response.headers.get("content-type"), "text/event-stream");
  assertEquals(await firstOf(response, 2), [
    { event: "board", id: null, data: '{"text":"two\\nlines"}' },
    { event: "patch", id: "life:1", data: '{"seq":1}' },
  ]);
  await tap.released.promise;
  assertEquals(streams.size, 0);
});

Deno.test("respond() ends when the source does", async () => {
  const streams = new EventStreams();
  async function* source() {
    yield patch(1);
  }
  const response = streams.respond(source());
  assertEquals((await Array.fromAsync(readEvents(response))).length, 1);
  assertEquals(streams.size, 0);
});

Deno.test("respond() breaks off when the source does, and forgets it", async () => {
  const streams = new EventStreams();
  // deno-lint-ignore require-yield
  async function* source(): AsyncGenerator<StreamMessage> {
    throw new Error("Cannot go on");
  }
  const response = streams.respond(source());
  const text = await response.text().catch((error: Error) => error.message);
  assertEquals(text, "Cannot go on");
  assertEquals(streams.size, 0);
});

Deno.test("respond() lets the source go when the reader leaves", async () => {
  const streams = new EventStreams();
  const tap = new Tap();
  const response = streams.respond(tap);
  await response.body!.cancel();
  await tap.released.promise;
  assertEquals(streams.size, 0);
});

Deno.test("respond() takes no message that the reader has no room for, and lets a stalled reader go", async () => {
  const streams = new EventStreams(5);
  const tap = new Tap();
  for (let seq = 0; seq < 1000; seq++) tap.give(patch(seq));

  const response = streams.respond(tap);
  await tap.released.promise;

  assertEquals(tap.taken, 0);
  assertEquals(streams.size, 0);
  const outcome = await response.text().catch((error: Error) => error.message);
  assertEquals(outcome, "Cannot send: the reader takes nothing");
});

Deno.test("respond() keeps a silent connection alive with comments", async () => {
  const streams = new EventStreams(5);
  const tap = new Tap();
  const reader = streams.respond(tap).body!
    .pipeThrough(new TextDecoderStream()).getReader();
  assertEquals((await reader.read()).value, "retry: 2000\n\n");
  for (let beat = 0; beat < 4; beat++) {
    assertEquals((await reader.read()).value, ": still here\n\n");
  }
  await reader.cancel();
  await tap.released.promise;
});

Deno.test("respond() sends in one piece what is there for one who is late", async () => {
  const tap = new Tap();
  const streams = new EventStreams();
  const all = [1, 2, 3].map((data) => ({ event: "patch", data }));
  const source = Object.assign(tap, { more: () => all.slice(1) });

  const reader = streams.respond(source).body!.getReader();
  await reader.read(); // How soon to come back.
  tap.give(all[0]!);
  const { value } = await reader.read();
  streams.close();

  const texts = all.map(({ data }) => `event: patch\ndata: ${data}\n\n`);
  assertEquals(new TextDecoder().decode(value), texts.join(""));
});

Deno.test("respond() writes a patch down once for all readers", async () => {
  const streams = new EventStreams();
  let times = 0;
  const data = { toJSON: () => ++times };
  const taps = [new Tap(), new Tap(), new Tap()];
  const responses = taps.map((tap) => streams.respond(tap));
  for (const tap of taps) tap.give({ event: "patch", data });
  for (const response of responses) {
    assertEquals((await firstOf(response, 1))[0]!.data, "1");
  }
  assertEquals(times, 1);
});

Deno.test("close() lets a real server shut down at once", async () => {
  const streams = new EventStreams();
  const tap = new Tap();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => streams.respond(tap),
  );
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/`);
  tap.give(patch(1));
  const events = readEvents(response);
  assertEquals((await events.next()).value!.id, "life:1");

  streams.close();
  await server.shutdown();

  assertEquals((await events.next()).done, true);
  await tap.released.promise;
});

Deno.test("a browser that goes away leaves nothing open on a real server", async () => {
  const streams = new EventStreams();
  const tap = new Tap();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => streams.respond(tap),
  );
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/`, {
    signal: leaving.signal,
  });
  leaving.abort();
  await response.text().catch(() => {});
  await tap.released.promise;
  assertEquals(streams.size, 0);
  await server.shutdown();
});
