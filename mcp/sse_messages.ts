/** One message of an event stream, its data read as JSON. */
export interface SseMessage {
  readonly event: string;
  readonly data: unknown;
}

/** Reads an event stream to its end (HTML Standard, 9.2.6). */
export async function* sseMessages(
  { body }: Response,
): AsyncGenerator<SseMessage, void, void> {
  if (body === null) return;
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const message = messageIn(block);
      if (message !== null) yield message;
    }
  }
}

/** `null` for a heartbeat. */
function messageIn(block: string): SseMessage | null {
  const fields = new Map(
    block.split("\n").map((line) => {
      const [, name = "", value = ""] = /^(\w*): ?(.*)$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return null;
  return { event: fields.get("event") ?? "message", data: JSON.parse(data) };
}
