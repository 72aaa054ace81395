/** One message of an event stream (HTML Standard, 9.2). */
export interface ServerEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/** Reads the messages of an event stream until it ends. */
export async function* readEvents(
  response: Response,
): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  const fields = new Map<string, string[]>();
  for await (const line of linesOf(response.body)) {
    if (line !== "") {
      const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      fields.set(name, [...fields.get(name) ?? [], value]);
      continue;
    }
    const data = fields.get("data");
    if (data !== undefined) {
      yield {
        event: fields.get("event")?.at(-1) ?? "message",
        id: fields.get("id")?.at(-1) ?? null,
        data: data.join("\n"),
      };
    }
    fields.clear();
  }
}

async function* linesOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}
