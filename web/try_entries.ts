import type { EntryRef, Scheduler } from "../scheduler/mod.ts";
import { isTurnedDown } from "./turned_down.ts";

/** What can be done to an entry of the recovery history. */
export type EntryCommand = "restoreEntry" | "deleteEntry" | "hideEntry";

/** An entry to which it could not be done, and why. */
export interface FailedEntry {
  readonly id: string;
  readonly message: string;
}

/** What an attempt on each entry came to. */
export interface EntriesTried {
  readonly done: readonly EntryRef[];
  readonly failed: readonly FailedEntry[];
}

/**
 * Does something to each entry, in their order; what is refused keeps no
 * other back.
 */
export async function tryEntries(
  scheduler: Scheduler,
  entries: readonly EntryRef[],
  kind: EntryCommand,
): Promise<EntriesTried> {
  const tries = await Promise.allSettled(
    entries.map((entry) => scheduler.dispatch({ kind, entry })),
  );
  const done: EntryRef[] = [];
  const failed: FailedEntry[] = [];
  for (const [place, entry] of entries.entries()) {
    const tried = tries[place]!;
    if (tried.status === "fulfilled") done.push(entry);
    else if (!isTurnedDown(tried.reason)) throw tried.reason;
    else failed.push({ id: entry.id, message: tried.reason.message });
  }
  return { done, failed };
}
