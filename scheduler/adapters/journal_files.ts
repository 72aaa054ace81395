import { dirname } from "node:path";
import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import type { Journal } from "../ports.ts";
import type { Disk } from "./disk.ts";
import { captureSnapshot, snapshotText } from "./encode_snapshot.ts";
import { lineText } from "./event_codec.ts";
import { findSegments, SegmentFile, segmentPath } from "./segment_file.ts";
import { replaceFile } from "./snapshot_file.ts";
import { JournalError, reasonOf } from "./state_errors.ts";
import type { Timers } from "./timers.ts";

/** How long after a failure the disk is tried again. */
export const RETRY_MS = 1000;

/** What a journal is made of. */
export interface JournalParts {
  readonly disk: Disk;
  readonly stateFile: string;
  /** The session id of this server life. */
  readonly sessionId: string;
  readonly timers: Timers;
  /** Hears of trouble with the disk, and of its end: `null`. */
  readonly onProblem?: (problem: string | null) => void;
}

/** Where the journal on disk ends. */
export interface JournalEnd {
  readonly lastSeq: number;
  /** See `Header.base`. */
  readonly base: string | null;
  readonly bytes: number;
}

interface Pending {
  readonly seq: number;
  /** The first event of the segment that it goes to. */
  readonly segment: number;
  readonly events: string;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * The journal and the snapshot as files: `<state file>` and, beside it,
 * `<state file>.journal.<first event>`.
 *
 * All appends that arrive during a write share the next one. Memory is ahead
 * of the disk, so an append that failed cannot be taken back: its caller
 * hears that it is not confirmed, and its line stays first in the row and is
 * written as soon as the disk works again, or becomes part of a snapshot.
 */
export class JournalFiles implements Journal {
  readonly #parts: JournalParts;
  readonly #base: string | null;
  readonly #pending: Pending[] = [];
  #lastSeq: number;
  #bytes: number;
  /** The first event that the latest snapshot leaves out. */
  #segmentStart: number;
  /** The last event of the latest snapshot on disk, and of the last sweep. */
  #coveredSeq = 0;
  #sweptSeq = 0;
  #segment: SegmentFile | null = null;
  #working: Promise<void> | null = null;
  #saving: Promise<void> = Promise.resolve();
  #problem: string | null = null;
  #cancelRetry = () => {};
  #isClosed = false;

  constructor(parts: JournalParts, { lastSeq, base, bytes }: JournalEnd) {
    this.#parts = parts;
    this.#base = base;
    this.#lastSeq = lastSeq;
    this.#segmentStart = lastSeq + 1;
    this.#bytes = bytes;
  }

  /** Why nothing can be confirmed now; `null` when all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  get bytesSinceSnapshot(): number {
    return this.#bytes;
  }

  /** @throws {JournalError} when the events are not confirmed; see above. */
  async append(events: readonly SchedulerEvent[]): Promise<void> {
    this.#refuseWhenClosed();
    if (events.length === 0) return this.#pending.at(-1)?.done.promise;
    const text = JSON.stringify(events);
    const done = Promise.withResolvers<void>();
    const seq = ++this.#lastSeq;
    this.#pending.push({
      seq,
      segment: this.#segmentStart,
      events: text,
      done,
    });
    this.#bytes += text.length;
    this.#wake();
    await done.promise;
  }

  /**
   * Keeps to the port, where `state` must be what exactly the events appended
   * so far have made. Snapshots are written one after another.
   *
   * @throws {JournalError} when it is not on disk; the one before still is.
   */
  async snapshot(state: SchedulerState): Promise<void> {
    this.#refuseWhenClosed();
    const { sessionId, timers } = this.#parts;
    const seq = this.#lastSeq;
    const meta = { sessionId, savedAtMs: timers.now(), seq };
    const text = snapshotText(captureSnapshot(state, meta));
    this.#segmentStart = seq + 1;
    this.#bytes = 0; // Also if it fails: tried again after as much growth.
    const saved = this.#saving.then(() => this.#save(text, seq));
    this.#saving = saved.catch(() => {});
    await saved;
  }

  /** @throws {JournalError} when there are events that could not be written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#saving;
    this.#wake();
    await this.#working;
    this.#cancelRetry();
    this.#segment?.close();
    this.#segment = null;
    if (this.#pending.length > 0) throw new JournalError(this.#problem!);
  }

  async #save(text: Iterable<string>, seq: number): Promise<void> {
    const { disk, stateFile } = this.#parts;
    try {
      await replaceFile(disk, stateFile, text);
    } catch (cause) {
      throw new JournalError(explain("recovery file", stateFile, cause), {
        cause,
      });
    }
    this.#coveredSeq = seq;
    this.#wake();
  }

  #wake(): void {
    this.#working ??= this.#work();
  }

  /** The only one that touches the segments. */
  async #work(): Promise<void> {
    await null; // What is appended in the same turn shares the write.
    try {
      while (this.#sweptSeq < this.#coveredSeq || this.#pending.length > 0) {
        if (this.#sweptSeq < this.#coveredSeq) await this.#sweep();
        else if (!await this.#writeBatch()) return;
      }
      this.#cancelRetry();
      this.#report(null);
    } finally {
      this.#working = null; // Now, not a turn later: an append may come first.
    }
  }

  async #writeBatch(): Promise<boolean> {
    const { disk, stateFile } = this.#parts;
    const { segment, seq: from } = this.#pending[0]!;
    const end = this.#pending.findIndex((one) => one.segment !== segment);
    const batch = this.#pending.slice(0, end < 0 ? undefined : end);
    if (this.#segment?.firstSeq !== segment) {
      this.#segment?.close();
      this.#segment = new SegmentFile(disk, stateFile, segment, this.#base);
    }
    try {
      await this.#segment.append(
        batch.map(({ seq, events }) => lineText(seq, from, events)).join(""),
      );
    } catch (cause) {
      this.#fail(segmentPath(stateFile, segment), cause);
      return false;
    }
    this.#confirm(batch.length);
    return true;
  }

  /** Drops what the snapshot includes: lines still to be written, segments. */
  async #sweep(): Promise<void> {
    const { disk, stateFile } = this.#parts;
    const covered = this.#coveredSeq;
    const left = this.#pending.findIndex(({ seq }) => seq > covered);
    this.#confirm(left < 0 ? this.#pending.length : left);
    if (this.#segment !== null && this.#segment.firstSeq <= covered) {
      this.#segment.close();
      this.#segment = null;
    }
    try {
      for (const firstSeq of await findSegments(disk, stateFile)) {
        if (firstSeq > covered) break;
        await disk.remove(segmentPath(stateFile, firstSeq));
      }
      await disk.syncDir(dirname(stateFile));
    } catch {
      // They do no harm: a start skips them, and the next sweep tries again.
    }
    this.#sweptSeq = covered;
  }

  #confirm(count: number): void {
    for (const { done } of this.#pending.splice(0, count)) done.resolve();
  }

  #fail(path: string, cause: unknown): void {
    const message = explain("journal", path, cause);
    this.#report(message);
    for (const { done } of this.#pending) {
      done.reject(new JournalError(message, { cause }));
    }
    if (this.#isClosed) return;
    this.#cancelRetry();
    this.#cancelRetry = this.#parts.timers.after(RETRY_MS, () => this.#wake());
  }

  #report(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#parts.onProblem?.(problem);
  }

  #refuseWhenClosed(): void {
    if (!this.#isClosed) return;
    throw new JournalError("Cannot write journal: it is closed");
  }
}

function explain(what: string, path: string, cause: unknown): string {
  return `Cannot write ${what} "${path}": ${
    reasonOf(cause)
  }; free some space ` +
    `or mend the disk, and it goes on by itself`;
}
