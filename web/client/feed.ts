import { signal } from "@preact/signals";
import {
  applyPatch,
  type BoardPatch,
  type BoardView,
} from "../../scheduler/view/board.ts";

/** How the connection to the server stands. */
export interface Connection {
  readonly state: "connecting" | "live" | "lost";
  /** When the server last said something; `null` before it did. */
  readonly heardAtMs: number | null;
}

const REOPEN_AFTER_MS = 3_000;

/** The board as the server tells it; `null` until it has. */
export const board = signal<BoardView | null>(null);

/** How fresh the board is. */
export const connection = signal<Connection>({
  state: "connecting",
  heardAtMs: null,
});

let source: EventSource | null = null;

/**
 * Opens the feed that all islands of a page share; again does nothing. The
 * browser reconnects by itself and names the last id it saw (HTML Standard,
 * 9.2); only a refusal ends that, and then we try anew.
 */
export function follow(): void {
  if (source !== null) return;
  source = new EventSource("/api/v1/events");
  source.addEventListener("board", (message) => {
    board.value = JSON.parse(message.data) as BoardView;
    heard();
  });
  source.addEventListener("patch", (message) => {
    const before = board.peek();
    if (before === null) return;
    board.value = applyPatch(before, JSON.parse(message.data) as BoardPatch);
    heard();
  });
  source.addEventListener("open", heard);
  source.addEventListener("error", lost);
}

function heard(): void {
  connection.value = { state: "live", heardAtMs: Date.now() };
}

function lost(): void {
  connection.value = { ...connection.peek(), state: "lost" };
  if (source?.readyState !== EventSource.CLOSED) return;
  source = null;
  setTimeout(follow, REOPEN_AFTER_MS);
}
