import type { Command } from "../model/command.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import {
  type EntryRef,
  findEntry,
  hiddenKey,
  type RemovedEntry,
} from "../model/recovery.ts";
import type { SchedulerState } from "../model/state.ts";
import { isEnded } from "../model/task.ts";
import { turnOf } from "../model/turns.ts";
import type { EpochMs } from "../model/units.ts";
import { duplicateText } from "./new_tasks.ts";
import type { Rules } from "./rules.ts";

/** Brings an entry back under its own id, or under the one wished for. */
export function restoreEntry(
  state: SchedulerState,
  { entry, as }: Extract<Command, { kind: "restoreEntry" }>,
  atMs: EpochMs,
  { agingMs }: Rules,
): SchedulerEvent[] {
  const { from, task } = foundEntry(state, entry);
  const same = state.tasks.get(as ?? entry.id);
  const mayReplace = as === undefined && from === "completed";
  if (same !== undefined && !(mayReplace && isEnded(same))) {
    throw new Refused("duplicate-id", [duplicateText(same)]);
  }
  const turn = turnOf(state, task.spec, atMs, agingMs);
  const named = as === undefined ? {} : { as };
  return [{ kind: "entryRestored", entry, ...named, turn, atMs }];
}

/** Undoes a deletion or a hiding; once is enough. */
export function putBackEntry(
  { recovery }: SchedulerState,
  removed: RemovedEntry,
): SchedulerEvent[] {
  const { entry, task, how } = removed;
  if (findEntry(recovery, entry) !== null) return [];
  const key = hiddenKey(task.id, task.submittedAtMs);
  if (how === "hidden" && !recovery.hidden.has(key)) {
    const reason = `Cannot put "${task.id}" back: it is hidden no more`;
    throw new Refused("unknown-entry", [reason]);
  }
  return [{ kind: "entryPutBack", removed }];
}

/** Finds an entry. @throws {Refused} where there is none. */
export function foundEntry({ recovery }: SchedulerState, entry: EntryRef) {
  const found = findEntry(recovery, entry);
  if (found === null) {
    const { id, section, sessionId } = entry;
    const where = section === "hidden" ? "the hidden tasks" : sessionId;
    const reason = `Cannot find "${id}" (${section}) in ${where}`;
    throw new Refused("unknown-entry", [reason]);
  }
  return found;
}
