/**
 * ANT's envelope around a whole log, written while it is read: a log may be
 * larger than what a server has memory for. It is opened when its reader
 * wants it, for one who has gone by then would leave it open.
 */
export function fullLog(
  open: () => Promise<ReadableStream<Uint8Array>>,
): Response {
  const body = ReadableStream.from(envelope(open))
    .pipeThrough(new TextEncoderStream());
  const headers = {
    "content-type": "application/json",
    "cache-control": "no-store, no-transform", // Gigabytes, for a script.
  };
  return new Response(body, { headers });
}

/** Lines end with a line feed, whatever they ended with, as in Python. */
async function* envelope(
  open: () => Promise<ReadableStream<Uint8Array>>,
): AsyncGenerator<string, void, void> {
  yield '{"status":"success","data":"';
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let left = ""; // A return that may be the first half of a line's end.
  for await (const chunk of await open()) {
    const text = left + decoder.decode(chunk, { stream: true });
    left = text.endsWith("\r") ? "\r" : "";
    yield escaped(text.slice(0, text.length - left.length));
  }
  yield escaped(left + decoder.decode());
  yield '"}';
}

function escaped(text: string): string {
  return JSON.stringify(text.replace(/\r\n?/g, "\n")).slice(1, -1);
}
