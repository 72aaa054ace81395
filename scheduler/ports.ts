import type { EnvSlot } from "./model/env_slots.ts";
import type { SchedulerEvent } from "./model/event.ts";
import type { GpuReading } from "./model/gpu.ts";
import type { SchedulerState } from "./model/state.ts";
import type {
  LinePlace,
  LineTotal,
  LineWindow,
  LogQuery,
  SearchNews,
} from "./model/log_lines.ts";
import type { Exit, ProcessIdentity, Task } from "./model/task.ts";
import type { WarningSignalName } from "./model/task_options.ts";
import type { EpochMs } from "./model/units.ts";

export type {
  LineHit,
  LinePlace,
  LineTotal,
  LineWindow,
  LogQuery,
  SearchNews,
} from "./model/log_lines.ts";

/** Tells the time, and wakes once. */
export interface Clock {
  now(): EpochMs;
  /** Calls back once at that time or soon after; replaces an earlier wish. */
  wakeAt(atMs: EpochMs | null, wake: () => void): void;
  /**
   * How far the clock was set since this was asked last, as against time that
   * passed: in milliseconds, back below 0. A sleep of the machine sets it, too.
   */
  takeJump(): number;
  /** Resolves in a moment, once what has come by now was heard. */
  turn(): Promise<void>;
}

/** A process tree that is being followed. */
export interface Running {
  readonly identity: ProcessIdentity;
  /** Resolves, never rejects, once the whole tree of processes is gone. */
  readonly exit: Promise<Exit>;
}

/** What an earlier server's launch of this attempt left behind. */
export type Remains =
  | { readonly kind: "neverLaunched" }
  | { readonly kind: "alive"; readonly identity: ProcessIdentity }
  | { readonly kind: "ended"; readonly exit: Exit; readonly atMs: EpochMs }
  | { readonly kind: "vanished" };

/** Who looks at a launch while it is under way. */
export interface LaunchWatch {
  /** Gives the launch up, as long as nothing was started. */
  readonly signal: AbortSignal;
  /** Told once where it takes long: in words, what it waits for. */
  readonly onHang: (why: string) => void;
}

/** Starts, finds and signals the process trees of tasks. */
export interface Launcher {
  /**
   * Resolves once the process has run for a moment, or has ended: that it runs
   * and how it ended may then be told together. Rejects, with a message for a
   * person, if it never will. The log begins with its header. What hangs holds
   * up no launch that does not need it.
   */
  launch(task: Task, watch?: LaunchWatch): Promise<Running>;
  /**
   * Finds what a launch of this attempt left. After `neverLaunched` a launch
   * that was still under way can no longer run the command.
   */
  inspect(task: Task): Promise<Remains>;
  /** Follows a process that an earlier server launched. */
  adopt(task: Task, identity: ProcessIdentity): Running;
  /** Signals every process of the tree; one that is gone is not an error. */
  signal(
    task: Task,
    identity: ProcessIdentity,
    signal: "SIGTERM" | "SIGKILL",
  ): Promise<void>;
  /**
   * Signals those of the tree's processes that have a handler for it: any
   * other would end by it.
   */
  warn(
    task: Task,
    identity: ProcessIdentity,
    signal: WarningSignalName,
  ): Promise<void>;
  /** Ends the log with its footer and forgets the attempt. */
  settle(task: Task): Promise<void>;
}

/** Keeps the events since the last snapshot, and the snapshot. */
export interface Journal {
  /** Resolves once these events, and all before, would survive a power cut. */
  append(events: readonly SchedulerEvent[]): Promise<void>;
  /**
   * Resolves once a snapshot of this state would survive a power cut. The
   * state is read at the call, before the first wait.
   */
  snapshot(state: SchedulerState): Promise<void>;
  /** How many bytes the events since the last snapshot take. */
  readonly bytesSinceSnapshot: number;
  close(): Promise<void>;
}

/** Watches the machine's GPUs until closed. */
export interface GpuProbe {
  /**
   * Resolves with the first reading, or with one whose `problem` says why
   * there is none; never rejects, and takes 10 s at most.
   */
  start(onReading: (reading: GpuReading) => void): Promise<GpuReading>;
  /** Resolves once its child processes are gone. */
  close(): Promise<void>;
}

/** A piece of a log, and where it stands. */
export interface LogChunk {
  readonly atByte: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Until when a log is followed. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Asked now and then; once true, nothing more will come. */
  readonly isOver: () => boolean;
}

/**
 * Reads task logs by bytes, never a whole file at once. Text is decoded as
 * UTF-8, with a mark where the bytes are none.
 *
 * @throws {LogMissing} for a file that is not there, but from `follow`, which
 * waits for it; {LogOutside} for one whose real path leads elsewhere.
 */
export interface LogStore {
  /** The length in bytes, of what is kept of it. */
  size(path: string): Promise<number>;
  /**
   * At most so many bytes that stand before a byte, or before the end: bytes
   * as they were written, like those of `follow` and `lines`.
   */
  stretch(
    path: string,
    lengthBytes: number,
    beforeByte: number | null,
  ): Promise<LogChunk>;
  /**
   * The last lines, each with its line feed; LF, CRLF and CR end a line. A
   * line that is longer than the limit is cut at its front.
   */
  tail(path: string, lines: number, maxBytes?: number): Promise<string>;
  /** Head and tail around a mark that counts the hidden lines, as ANT's. */
  truncated(path: string, maxLines: number): Promise<string>;
  /** The bytes kept, from `start` up to, and without, `end`. */
  range(
    path: string,
    start: number,
    end: number,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** What is there from a byte on, and what comes. */
  follow(
    path: string,
    fromByte: number,
    options: FollowOptions,
  ): AsyncIterable<LogChunk>;
  /** The same logs, line by line. */
  readonly lines: LogLines;
}

/** Where a search begins, and until when it is wanted. */
export interface SearchOptions {
  readonly fromByte: number;
  readonly signal: AbortSignal;
}

/**
 * Reads task logs by lines. A line ends at LF or CRLF; a part behind the last
 * one is a line, and a CR alone is text. A signal ends a call early, with an
 * answer that is then for nobody.
 *
 * @throws {LogMissing | LogOutside} as {@linkcode LogStore} does.
 */
export interface LogLines {
  /**
   * At most so many lines and 1 MiB of text. A line of more than 64 KiB keeps
   * both ends, with a mark between them.
   */
  window(
    path: string,
    place: LinePlace,
    count: number,
    signal?: AbortSignal,
  ): Promise<LineWindow>;
  /** Counts all lines, and remembers how far: a second call is quick. */
  count(path: string, signal?: AbortSignal): Promise<LineTotal>;
  /**
   * Resolves once the log is known to be there. The search ends at the size
   * that it has then; the signal ends it at once.
   */
  search(
    path: string,
    query: LogQuery,
    options: SearchOptions,
  ): Promise<AsyncIterable<SearchNews>>;
}

/** Keeps the slots in a file of their own. */
export interface EnvSlots {
  readonly slots: readonly EnvSlot[];
  /** Resolves once the change would survive a power cut. */
  put(index: number, slot: EnvSlot): Promise<void>;
}
