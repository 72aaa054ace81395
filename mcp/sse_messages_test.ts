import { assertEquals } from "@std/assert";
import { sseMessages } from "./sse_messages.ts";

/** What a stream tells that comes in pieces of some length. */
async function messagesIn(text: string, piece: number) {
  const bytes = new TextEncoder().encode(text);
  const parts = Array.from(
    { length: Math.ceil(bytes.length / piece) },
    (_, place) => bytes.slice(place * piece, (place + 1) * piece),
  );
  const body = ReadableStream.from(parts) as ReadableStream<
    Uint8Array<ArrayBuffer>
  >;
  return await Array.fromAsync(sseMessages(new Response(body)));
}

for (const piece of [1, 7, 1000]) {
  Deno.test(`sseMessages() reads events that come ${piece} bytes at a time, and no heartbeats`, async () => {
    const text = 'retry: 2000\n\n: beat\n\nevent: hits\ndata: {"ä":1}\n\n' +
      "id: 4\nevent: end\ndata: null\n\nevent: torn\nda";

    assertEquals(await messagesIn(text, piece), [
      { event: "hits", data: { ä: 1 } },
      { event: "end", data: null },
    ]);
  });
}

Deno.test("sseMessages() finds nothing in an answer without a body", async () => {
  assertEquals(await Array.fromAsync(sseMessages(new Response(null))), []);
});
