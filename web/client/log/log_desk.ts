import { signal } from "@preact/signals";
import type { OutputChunk } from "../output_stream.ts";
import { sayFailed } from "../toasts.ts";
import { countFeeds, feedOn, LogTail } from "./follow_log.ts";
import {
  countLines,
  type LogPlace,
  type LogRange,
  type NamedLog,
  readLines,
  STEP_LINES,
} from "./log_range.ts";
import {
  holdsLine,
  type LinePoint,
  type LogGoal,
  type LogShown,
  pictureOf,
} from "./log_shown.ts";
import { FOLLOWED_LINES, LogWindow } from "./log_window.ts";

/** Between two drawings of what is written, the browser has time for a hand. */
const REST_MS = 48;
const HALF_STEP = STEP_LINES / 2;

/** One log on a page: its window, where that stands, and what is written. */
export class LogDesk {
  readonly shown;
  /** Whether the page stays at the end of the log. */
  readonly following = signal(true);
  /** How many lines were written since the page let go. */
  readonly unseen = signal(0);
  readonly size;
  /** How many lines there are; `null` until somebody has counted. */
  readonly total = signal<number | null>(null);
  readonly wroteAtMs = signal<number | null>(null);
  /** Whether somebody waits to come somewhere else. */
  isGoing = false;
  readonly #log: NamedLog;
  readonly #tail: LogTail;
  #window: LogWindow;
  /** Goes up with each jump: what was asked for before it comes too late. */
  #jumps = 0;
  #reading: Record<"before" | "from", boolean> = { before: false, from: false };
  #frame = 0;
  #isCounting = false;

  constructor(log: NamedLog, start: LogRange | null) {
    this.#log = log;
    this.#window = new LogWindow(start);
    this.#tail = new LogTail(start?.endByte ?? 0);
    const quietMs = start?.quietMs ?? null;
    if (quietMs !== null) this.#tail.wroteAtMs = Date.now() - quietMs;
    this.wroteAtMs.value = this.#tail.wroteAtMs;
    this.size = signal(start?.size ?? 0);
    this.following.value = start === null || start.endByte === start.size;
    this.shown = signal<LogShown>(pictureOf(this.#window, { kind: "end" }));
    this.#count();
  }

  /** Reads on while the log is written, until the returned function is called. */
  follow(): () => void {
    const stop = this.#tail.follow(
      this.#log.id,
      (chunk) => this.#take(chunk),
      () => this.#paintSoon(),
    );
    return () => {
      stop();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    };
  }

  /** Finds the numbers of the lines, where nobody has counted yet. */
  async number(): Promise<void> {
    if (this.#isCounting) return;
    this.#isCounting = true;
    try {
      while (this.shown.peek().fromLine === null) {
        const { lines } = await countLines(this.#log);
        this.total.value ??= lines;
        const byte = this.#window.fromByte;
        const place = { kind: "from", at: byte } as const;
        const { fromLine } = await readLines(this.#log, place, 1);
        if (fromLine === null) return;
        this.#window.number(fromLine, byte);
        this.#paint(null);
      }
    } catch (error) {
      sayFailed("Lines not counted", error);
    }
  }

  /** Goes to the end and stays there. */
  async toEnd(): Promise<void> {
    this.following.value = true;
    this.unseen.value = 0;
    if (this.isAtEnd) return this.#stay({ kind: "end" });
    await this.#jump([{ kind: "tail" }], { kind: "end" });
  }

  toStart(): Promise<void> {
    this.following.value = false;
    if (this.#window.fromByte === 0) return this.#stay({ kind: "start" });
    return this.#jump([{ kind: "line", at: 1 }], { kind: "start" });
  }

  /** Goes to a line by its number, or as near as there is one. */
  toLine(line: number): Promise<void> {
    this.following.value = false;
    const goal = { kind: "line", line } as const;
    if (holdsLine(this.#window, line)) return this.#stay(goal);
    const first = Math.max(1, line - HALF_STEP);
    return this.#jump([{ kind: "line", at: first }], goal);
  }

  /** Goes to a line whose byte is known: nothing need be counted. */
  toPoint({ line, byte }: LinePoint): Promise<void> {
    if (holdsLine(this.#window, line)) return this.toLine(line);
    const goal = { kind: "line", line } as const;
    const lines = [
      { kind: "before", at: byte },
      { kind: "from", at: byte },
    ] as const;
    return this.#jump(lines, goal, () => this.#window.number(line, byte));
  }

  /** Goes to a place in the whole log, from 0 to 1. */
  toShare(share: number): Promise<void> {
    const at = Math.floor(this.size.peek() * share);
    if (share >= 1) return this.toEnd();
    return this.#jump([{ kind: "from", at }], { kind: "start" });
  }

  /** The page has been scrolled away from the end. */
  letGo(): void {
    if (!this.following.peek()) return;
    this.following.value = false;
    this.unseen.value = 0;
  }

  /** Whether what is shown ends where the log does. */
  get isAtEnd(): boolean {
    return this.#window.endByte >= this.#tail.size;
  }

  /** Reads what comes before what is shown, or next. */
  async readOn(kind: "before" | "from"): Promise<void> {
    const { fromByte, nextByte } = this.#window;
    const isThere = kind === "before" ? fromByte === 0 : this.isAtEnd;
    if (isThere || this.#reading[kind]) return;
    const jumps = this.#jumps;
    this.#reading[kind] = true;
    try {
      const at = kind === "before" ? fromByte : nextByte;
      const range = await readLines(this.#log, { kind, at });
      if (jumps !== this.#jumps) return;
      if (kind === "before") this.#window.prepend(range);
      else this.#behind(range);
      this.#paint(null);
    } catch (error) {
      sayFailed("More lines not loaded", error);
    } finally {
      this.#reading[kind] = false;
    }
  }

  async #jump(
    places: readonly LogPlace[],
    goal: LogGoal,
    onRead = () => {},
  ): Promise<void> {
    const jumps = ++this.#jumps;
    this.isGoing = true;
    if (goal.kind !== "end") this.letGo();
    try {
      const [first, second] = await Promise.all(
        places.map((place) => readLines(this.#log, place)),
      );
      if (jumps !== this.#jumps) return;
      this.isGoing = false;
      this.#window = new LogWindow(first!);
      this.#behind(second ?? first!);
      onRead();
      this.#paint(goal);
    } catch (error) {
      if (jumps !== this.#jumps) return;
      this.isGoing = false;
      this.letGo();
      sayFailed("Lines not loaded", error);
    }
  }

  /** Goes where the lines are here already; no jump before it counts. */
  #stay(goal: LogGoal): Promise<void> {
    this.#jumps++;
    this.isGoing = false;
    this.#paint(goal);
    return Promise.resolve();
  }

  #behind(range: LogRange): void {
    this.#tail.size = Math.max(this.#tail.size, range.size);
    this.#window.append(range);
    this.#tail.catchUp(this.#window);
  }

  #take(chunk: OutputChunk): void {
    const feeds = countFeeds(chunk.text);
    if (this.following.peek()) feedOn(this.#window, chunk, FOLLOWED_LINES);
    else if (!this.#window.isFull) feedOn(this.#window, chunk);
    this.#unseen += feeds;
    this.#paintSoon();
  }

  #paintedAtMs = 0;
  /** Lines written and not yet told to the page. */
  #unseen = 0;

  #paintSoon(): void {
    this.#frame ||= requestAnimationFrame((nowMs) => {
      this.#frame = 0;
      if (nowMs - this.#paintedAtMs < REST_MS) return this.#paintSoon();
      this.#paintedAtMs = nowMs;
      this.#paint(null);
    });
  }

  #paint(goal: LogGoal | null): void {
    const isFollowing = this.following.peek();
    this.shown.value = pictureOf(
      this.#window,
      goal ?? (isFollowing ? { kind: "end" } : null),
    );
    this.size.value = this.#tail.size;
    this.wroteAtMs.value = this.#tail.wroteAtMs;
    if (!isFollowing) this.unseen.value += this.#unseen;
    this.#count();
    this.#unseen = 0;
  }

  /** Keeps the number of lines true: where the end is shown, it is plain. */
  #count(): void {
    const { fromLine, lineCount } = this.#window;
    if (this.isAtEnd && fromLine !== null) {
      this.total.value = fromLine + lineCount - 1;
    } else if (this.total.peek() !== null) this.total.value! += this.#unseen;
  }
}
