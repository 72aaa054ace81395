import { followOutput, type OutputChunk } from "../output_stream.ts";
import type { LogWindow } from "./log_window.ts";

/** What was told lately is kept to go on with what is read meanwhile. */
const RECENT_LETTERS = 256 * 1024;

/** What a log writes while it is looked at. */
export class LogTail {
  #recent: OutputChunk[] = [];
  #letters = 0;
  /** How long the log is, as far as is known. */
  size: number;
  /** When something was last written, by this browser's clock. */
  wroteAtMs: number | null = null;

  constructor(size: number) {
    this.size = size;
  }

  /** Follows it until the function that it returns is called. */
  follow(
    id: string,
    onChunk: (chunk: OutputChunk) => void,
    onEnd: () => void,
  ): () => void {
    return followOutput(id, this.size, {
      chunk: (chunk) => {
        this.#keep(chunk);
        onChunk(chunk);
      },
      end: onEnd,
    });
  }

  /** Puts behind a window what was told lately and goes on from its end. */
  catchUp(window: LogWindow): void {
    for (const chunk of this.#recent) feedOn(window, chunk);
  }

  #keep(chunk: OutputChunk): void {
    this.size = Math.max(this.size, chunk.nextByte);
    this.wroteAtMs = Date.now();
    this.#recent.push(chunk);
    this.#letters += chunk.text.length;
    while (this.#letters > RECENT_LETTERS && this.#recent.length > 1) {
      this.#letters -= this.#recent.shift()!.text.length;
    }
  }
}

/** Puts a chunk behind a window, less what is there already, if it fits. */
export function feedOn(
  window: LogWindow,
  chunk: OutputChunk,
  mostLines?: number,
): boolean {
  const { endByte } = window;
  if (chunk.atByte > endByte) return false;
  if (chunk.nextByte <= endByte) return true;
  const text = chunk.atByte === endByte
    ? chunk.text
    : withoutBytes(chunk.text, endByte - chunk.atByte);
  window.feed(text, chunk.nextByte, mostLines);
  return true;
}

function withoutBytes(text: string, bytes: number): string {
  return new TextDecoder().decode(new TextEncoder().encode(text).slice(bytes));
}

/** How many lines a text ends. */
export function countFeeds(text: string): number {
  let feeds = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    feeds++;
  }
  return feeds;
}
