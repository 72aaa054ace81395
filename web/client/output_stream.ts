/** A piece of a log and the byte that follows it. */
export interface OutputChunk {
  readonly atByte: number;
  readonly text: string;
  readonly nextByte: number;
}

/** The same with its bytes, to be cut without guessing. */
export interface OutputRange extends OutputChunk {
  readonly bytes: Uint8Array;
}

/** What is told of a log while it is followed. */
export interface OutputReader {
  chunk(chunk: OutputChunk): void;
  /** The task is over and everything has been told. */
  end(): void;
}

const POLL_MS = 2_000;
// HTTP/1.1 browsers open six connections to a host, and the feed has one;
// HTTPS speaks HTTP/2 here, where all streams share one.
const PLAIN_STREAMS = 3;
const SECURE_STREAMS = 40;

let openStreams = 0;

/**
 * Follows a task's log from a byte on, until the function it returns is
 * called: as a stream while the browser can afford one, else by looking again.
 */
export function followOutput(
  id: string,
  fromByte: number,
  reader: OutputReader,
): () => void {
  const limit = location.protocol === "https:" ? SECURE_STREAMS : PLAIN_STREAMS;
  return openStreams < limit
    ? stream(id, fromByte, reader)
    : poll(id, fromByte, reader);
}

function stream(
  id: string,
  fromByte: number,
  reader: OutputReader,
): () => void {
  let nextByte = fromByte;
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(again);
    if (source === null) return;
    source.close();
    source = null;
    openStreams--;
  };
  const open = () => {
    const from = `?from=${nextByte}`;
    source = new EventSource(
      `api/v1/tasks/${encodeURIComponent(id)}/log/stream${from}`,
    );
    source.addEventListener("chunk", (message) => {
      const chunk = JSON.parse(message.data) as OutputChunk;
      if (chunk.atByte < nextByte) return; // Told again after a reconnect.
      nextByte = chunk.nextByte;
      reader.chunk(chunk);
    });
    source.addEventListener("end", () => {
      close();
      reader.end();
    });
    // Turned down, a browser does not ask again: the log may not be there yet.
    source.addEventListener("error", ({ target }) => {
      if (target !== source || source?.readyState !== EventSource.CLOSED) {
        return;
      }
      again = setTimeout(open, POLL_MS);
    });
  };
  openStreams++;
  open();
  return close;
}

function poll(id: string, fromByte: number, reader: OutputReader): () => void {
  let nextByte = fromByte;
  let isOver = false;
  const look = async () => {
    // With the byte before, for a range of nothing would be an error.
    const known = Math.min(1, nextByte);
    const found = await readRange(id, nextByte - known, null)
      .catch(() => null);
    if (isOver) return;
    if (found !== null && found.nextByte > nextByte) {
      const text = new TextDecoder().decode(found.bytes.subarray(known));
      reader.chunk({ atByte: nextByte, text, nextByte: found.nextByte });
      nextByte = found.nextByte;
    }
    setTimeout(look, POLL_MS);
  };
  void look();
  return () => {
    isOver = true;
  };
}

/** Reads a stretch of a log; `null` where there is nothing (RFC 9110, 14). */
export async function readRange(
  id: string,
  fromByte: number,
  endByte: number | null,
): Promise<OutputRange | null> {
  const last = endByte === null ? "" : endByte - 1;
  const response = await fetch(
    `api/v1/tasks/${encodeURIComponent(id)}/log`,
    { headers: { range: `bytes=${fromByte}-${last}` } },
  );
  if (response.status === 416) return null;
  if (!response.ok) throw new Error(`status ${response.status}`);
  const all = new Uint8Array(await response.arrayBuffer());
  // A server may answer a range with everything.
  const bytes = response.status === 206 ? all : all.subarray(fromByte);
  const text = new TextDecoder().decode(bytes);
  return { atByte: fromByte, text, bytes, nextByte: fromByte + bytes.length };
}
