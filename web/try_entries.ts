import {
  type EntryRef,
  findEntry,
  isActive,
  isEnded,
  keyOfEntry,
  type RefusalCode,
  type RemovedEntry,
  restartId,
  type Scheduler,
  type Task,
} from "../scheduler/mod.ts";
import type { State } from "./state.ts";
import { isTurnedDown } from "./turned_down.ts";

/** What can be done to an entry of the recovery history. */
export type EntryCommand = "restoreEntry" | "deleteEntry" | "hideEntry";

/** An entry, and what it is to be called when it comes back. */
export interface EntryWish extends EntryRef {
  readonly as?: string | undefined;
}

/** An entry to which it could not be done, and why. */
export interface FailedEntry extends EntryRef {
  readonly code: RefusalCode;
  /** In the words that ANT's clients look for. */
  readonly message: string;
  /** In the words of the pages. */
  readonly reason: string;
  /** An id under which it can come back, where its own is taken. */
  readonly freeId: string | null;
}

/** What an attempt on each entry came to. */
export interface EntriesTried {
  readonly done: readonly EntryWish[];
  readonly failed: readonly FailedEntry[];
}

type Tools = Pick<State, "scheduler" | "removedEntries">;

/**
 * Does something to each entry, in their order; what is refused keeps no
 * other back. What is deleted or hidden is remembered for a while.
 */
export async function tryEntries(
  { scheduler, removedEntries }: Tools,
  entries: readonly EntryWish[],
  kind: EntryCommand,
): Promise<EntriesTried> {
  const before = kind === "restoreEntry"
    ? []
    : await removals(scheduler, entries, kind);
  const tries = await Promise.allSettled(
    entries.map(({ as, ...entry }) =>
      as === undefined || kind !== "restoreEntry"
        ? scheduler.dispatch({ kind, entry })
        : scheduler.dispatch({ kind, entry, as })
    ),
  );
  const done: EntryWish[] = [];
  const failed: Turned[] = [];
  for (const [place, entry] of entries.entries()) {
    const tried = tries[place]!;
    const removal = before[place] ?? null;
    if (tried.status === "fulfilled") {
      done.push(entry);
      if (removal !== null) removedEntries.keep(keyOfEntry(entry), removal);
    } else if (!isTurnedDown(tried.reason)) throw tried.reason;
    else {
      const { code, message } = tried.reason;
      failed.push({ entry, code, message });
    }
  }
  return { done, failed: await withFreeIds(scheduler, failed) };
}

/** Puts entries back that were deleted or hidden a moment ago. */
export async function putBackEntries(
  { scheduler, removedEntries }: Tools,
  entries: readonly EntryRef[],
): Promise<EntriesTried> {
  const done: EntryRef[] = [];
  const failed: FailedEntry[] = [];
  await Promise.all(entries.map(async (entry) => {
    const key = keyOfEntry(entry);
    const removed = removedEntries.find(key);
    if (removed === null) {
      const message = `Cannot put "${entry.id}" back: it went too long ago`;
      failed.push(lost(entry, message));
      return;
    }
    try {
      await scheduler.dispatch({ kind: "putBackEntry", removed });
      removedEntries.forget(key);
      done.push(entry);
    } catch (error) {
      if (!isTurnedDown(error)) throw error;
      failed.push(lost(entry, error.message));
    }
  }));
  return { done, failed };
}

function lost(entry: EntryRef, message: string): FailedEntry {
  const code = "unknown-entry";
  return { ...entry, code, message, reason: message, freeId: null };
}

/** What it would take to undo each of them; `null` where one is not there. */
function removals(
  scheduler: Scheduler,
  entries: readonly EntryRef[],
  kind: EntryCommand,
): Promise<(RemovedEntry | null)[]> {
  const how = kind === "hideEntry" ? "hidden" : "deleted";
  return scheduler.read(({ recovery }) => {
    const savedAt = new Map(
      recovery.sessions.map((one) => [one.sessionId, one.savedAtMs]),
    );
    return entries.map(({ sessionId, section, id }) => {
      const entry = { sessionId, section, id };
      const found = findEntry(recovery, entry);
      const savedAtMs = savedAt.get(sessionId) ?? 0;
      return found && { ...found, entry, savedAtMs, how };
    });
  });
}

/** An entry that was turned down, in the scheduler's words. */
interface Turned extends Pick<FailedEntry, "code" | "message"> {
  readonly entry: EntryWish;
}

/** Finds each that has a taken id another one, as a restart would name it. */
function withFreeIds(
  scheduler: Scheduler,
  failed: readonly Turned[],
): Promise<readonly FailedEntry[]> {
  return scheduler.read(({ tasks }) => {
    const offered = new Set<string>();
    return failed.map(({ entry: { as, ...entry }, code, message }) => {
      const holder = tasks.get(as ?? entry.id);
      if (code !== "duplicate-id" || holder === undefined) {
        return { ...entry, code, message, reason: message, freeId: null };
      }
      const isTaken = (id: string) => tasks.has(id) || offered.has(id);
      const freeId = restartId(as ?? entry.id, isTaken);
      offered.add(freeId);
      return { ...entry, code, message, reason: takenBy(holder), freeId };
    });
  });
}

function takenBy(holder: Task): string {
  const { id } = holder;
  if (isActive(holder)) return `a task named ${id} is running`;
  return isEnded(holder)
    ? `a task named ${id} has ended here`
    : `the name ${id} is in the queue already`;
}
