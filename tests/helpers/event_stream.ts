/** One message of an event stream (HTML Standard, 9.2). */
export interface StreamedEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/** Reads the messages of an event stream until it ends or the caller stops. */
export async function* readEvents(
  response: Response,
): AsyncGenerator<StreamedEvent> {
  if (response.body === null) throw new Error("Cannot read an empty reply");
  const lines: string[] = [];
  for await (const line of readLines(response.body)) {
    if (line !== "") lines.push(line);
    else if (lines.length > 0) {
      const event = parse(lines.splice(0));
      if (event !== null) yield event;
    }
  }
}

async function* readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(/\r\n|\n/);
    rest = lines.pop()!;
    yield* lines;
  }
}

/** `null` for comments alone, which only keep the connection alive. */
function parse(lines: readonly string[]): StreamedEvent | null {
  const field = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  const data = field("data");
  if (data.length === 0) return null;
  return {
    event: field("event").at(-1) ?? "message",
    id: field("id").at(-1) ?? null,
    data: data.join("\n"),
  };
}
