import { CHUNK_BYTES, type LogReader } from "./log_reader.ts";

/** Between two looks at a log that somebody watches. */
const LOOK_MS = 100;

/** A piece of a log and where it stands; 0 again when the log began anew. */
export interface LogPiece {
  readonly atByte: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a growing log until the signal, or until it is over and all is read.
 * `open` answers `null` while there is no log. One that has become shorter is
 * read again from its beginning.
 */
export async function* followLog(
  open: () => Promise<LogReader | null>,
  fromByte: number,
  signal: AbortSignal,
  isOver: () => boolean,
): AsyncGenerator<LogPiece, void, void> {
  let atByte = fromByte;
  while (!signal.aborted) {
    const wasOver = isOver(); // Asked first: what it wrote last is then there.
    for await (const piece of newPieces(open, atByte)) {
      yield piece;
      atByte = piece.atByte + piece.bytes.length;
      if (signal.aborted) return;
    }
    if (wasOver) return;
    await pause(LOOK_MS, signal);
  }
}

async function* newPieces(
  open: () => Promise<LogReader | null>,
  fromByte: number,
): AsyncGenerator<LogPiece, void, void> {
  using log = await open();
  if (log === null) return;
  const border = log.gap?.from ?? Infinity;
  let at = fromByte > log.written(log.size) ? 0 : log.kept(fromByte);
  while (at < log.size) {
    // No piece has the gap within: the next begins behind it.
    const most = Math.min(log.size, at + CHUNK_BYTES);
    const bytes = await log.read(
      at,
      at < border ? Math.min(most, border) : most,
    );
    if (bytes.length === 0) return;
    yield { atByte: log.written(at), bytes };
    at += bytes.length;
  }
}

/** Resolves after a while, or at once when the signal comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
