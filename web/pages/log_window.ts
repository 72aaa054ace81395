import { LogMissing, type LogStore } from "../../scheduler/mod.ts";

/** A stretch of a log, from the beginning of a line. */
export interface LogWindow {
  readonly text: string;
  readonly fromByte: number;
  readonly endByte: number;
}

const LINE_FEED = 10;

/**
 * Reads the stretch of a log that ends at a byte, or at its end; `null` where
 * there is no log. What begins inside a line begins behind it.
 */
export async function readLogWindow(
  logs: LogStore,
  path: string | null,
  lengthBytes: number,
  beforeByte: number | null = null,
): Promise<LogWindow | null> {
  if (path === null) return null;
  try {
    const part = await logs.stretch(path, lengthBytes, beforeByte);
    const { atByte, bytes } = part;
    const cut = atByte === 0 ? 0 : bytes.indexOf(LINE_FEED) + 1;
    const text = new TextDecoder().decode(bytes.subarray(cut));
    return { text, fromByte: atByte + cut, endByte: atByte + bytes.length };
  } catch (error) {
    if (error instanceof LogMissing) return null;
    throw error;
  }
}
