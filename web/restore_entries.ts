import { findEntry, Invalid, safeTaskId, SpecError } from "../scheduler/mod.ts";
import type { State } from "./state.ts";
import {
  type EntriesTried,
  type EntryWish,
  tryEntries,
} from "./try_entries.ts";

const SECTIONS = ["ongoing", "queued", "completed", "hidden"] as const;

/**
 * Restores entries: what was interrupted first, then what waited, in the
 * order in which it did, however they were selected.
 *
 * @throws {SpecError} for a new id that cannot name a task.
 */
export async function restoreInTurn(
  state: Pick<State, "scheduler" | "removedEntries">,
  wishes: readonly EntryWish[],
): Promise<EntriesTried> {
  const entries = wishes.map(named);
  const inTurn = await state.scheduler.read(({ recovery }) =>
    entries.map((entry) => {
      const found = findEntry(recovery, entry);
      const place = SECTIONS.indexOf(found?.from ?? "hidden");
      return { entry, place, turn: found?.task.turn ?? 0 };
    }).sort((a, b) => a.place - b.place || a.turn - b.turn)
  );
  const order = inTurn.map(({ entry }) => entry);
  return await tryEntries(state, order, "restoreEntry");
}

function named(wish: EntryWish): EntryWish {
  if (wish.as === undefined) return wish;
  const as = safeTaskId(wish.as);
  if (!(as instanceof Invalid)) return { ...wish, as };
  throw new SpecError([{ message: as.reason, field: "entries" }]);
}
