import { signal } from "@preact/signals";
import type { BoardView } from "../../scheduler/view/board.ts";
import { BoardCopy, type FeedMessage } from "./feed/board_copy.ts";
import { FeedLine, type LineState } from "./feed/feed_line.ts";
import { type Connection, Tabs, type TabWord } from "./feed/tabs.ts";

export type { Connection };

/** The board as the server tells it; `null` until it has. */
export const board = signal<BoardView | null>(null);

/** How fresh the board is. */
export const connection = signal<Connection>({
  state: "connecting",
  heardAtMs: null,
});

// Tabs of another build speak of other rows: each build shares its own feed.
const NAME = `ant.feed ${import.meta.url}`;

const copy = new BoardCopy();
let line: FeedLine | null = null;
let tabs: Tabs | null = null;
let isFollowed = false;
let due: ReturnType<typeof setTimeout> | null = null;
/** At 60 Hz. */
const FRAME_MS = 16;

/**
 * Follows the feed for all islands of a page; again does nothing. The tabs of
 * a browser share one connection, where it lets them: plain HTTP from another
 * machine has no locks (Web Locks, 2), and then each tab has its own.
 */
export function follow(): void {
  if (isFollowed) return;
  isFollowed = true;
  join();
  // A page that is put away holds nothing; it may come back as it was.
  addEventListener("pagehide", part);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) join();
  });
  document.addEventListener("visibilitychange", () => tabs?.look());
}

/** Whether this tab acts for all: of many, one reads the feed. */
export function isReader(): boolean {
  return tabs === null || tabs.reads;
}

/** Tries to reach the server now, and not only when its turn comes. */
export function retry(): void {
  if (line !== null) line.open();
  else tabs?.say({ kind: "retry" });
}

function join(): void {
  if (!("locks" in navigator)) {
    read();
    return;
  }
  tabs = new Tabs(NAME, {
    lastId: () => copy.id,
    read,
    hear,
    isSeen: () => document.visibilityState === "visible",
  });
}

function part(): void {
  tabs?.close();
  line?.close();
  tabs = line = null;
}

function read(): () => void {
  const own = line = new FeedLine({
    lastId: () => copy.id,
    told(message) {
      if (take(message)) tabs?.say({ kind: "told", message });
      else own.open(); // From the last id that fits: the server fills the gap.
    },
    stands,
  });
  return () => {
    own.close();
    if (line === own) line = null;
  };
}

/** Resolves with whether nothing is missing before a message. */
function take(message: FeedMessage): boolean {
  const taken = copy.take(message);
  if (taken === "taken") showSoon();
  return taken !== "gap";
}

/**
 * One drawing for all that comes within a frame: a start of a hundred tasks,
 * or what a tab has missed, is many messages. Not by frames, which a tab
 * behind others does not get: its title tells of the tasks, too.
 */
function showSoon(): void {
  if (board.peek() === null) board.value = copy.board;
  else due ??= setTimeout(show, FRAME_MS);
}

function show(): void {
  due = null;
  board.value = copy.board;
}

function stands(state: LineState): void {
  const before = connection.peek();
  const heardAtMs = state === "live" ? Date.now() : before.heardAtMs;
  connection.value = { state, heardAtMs };
  if (state !== before.state) tellConnection();
}

function tellConnection(): void {
  tabs?.say({ kind: "stands", connection: connection.peek() });
}

function hear(word: TabWord): void {
  switch (word.kind) {
    case "told":
      if (!take(word.message)) {
        tabs?.say({ kind: "hello", lastId: copy.id });
      }
      connection.value = { state: "live", heardAtMs: Date.now() };
      return;
    case "stands":
      connection.value = word.connection;
      return;
    case "hello":
      if (line !== null) welcome(word.lastId);
      return;
    case "retry":
      line?.open();
      return;
    default:
      return word satisfies never;
  }
}

function welcome(lastId: string | null): void {
  const message = lastId === copy.id ? null : copy.tell();
  if (message !== null) tabs?.say({ kind: "told", message });
  tellConnection();
}
