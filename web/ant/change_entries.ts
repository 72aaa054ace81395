import {
  type EntryRef,
  type Scheduler,
  type SchedulerEvent,
} from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { tryEntries } from "../try_entries.ts";
import { isTurnedDown } from "../turned_down.ts";

/** Restores entries and answers as ANT does, by where each one went. */
export async function restoreEntries(
  state: State,
  entries: readonly EntryRef[],
) {
  const { scheduler } = state;
  const pending = await scheduler.read(({ recovery }) =>
    recovery.sessions.length + recovery.hidden.size > 0
  );
  if (!pending) {
    const message = "No pending recovery candidates.";
    return { status: "success", message, restored: {} };
  }
  if (entries.length === 0) {
    const message = "No recovery tasks selected.";
    return { status: "success", message, restored: {} };
  }
  const from = await sectionsOf(scheduler, entries);
  const { done, failed } = await tryEntries(state, entries, "restoreEntry");
  const ids = (section: string) =>
    done.filter((entry) => from.get(entry) === section).map(({ id }) => id);
  return {
    status: "success",
    message: "Recovery applied.",
    restored: {
      "ongoing_to_queue": ids("ongoing"),
      queued: ids("queued"),
      completed: ids("completed"),
      failed: failed.map(({ id, message }) => ({ "task_id": id, message })),
    },
  };
}

/** Deletes or hides entries, and tells the truth when nothing matched. */
export async function changeEntries(
  state: State,
  entries: readonly EntryRef[],
  kind: "deleteEntry" | "hideEntry",
  key: "deleted" | "hidden",
) {
  const { done, failed } = await tryEntries(state, entries, kind);
  const message = entries.length === 0
    ? "No recovery tasks selected."
    : `${done.length} of ${entries.length} recovery tasks ${key}.`;
  return {
    status: "success",
    message,
    [key]: done.map(({ id }) => id),
    failed: failed.map(({ id, message }) => ({ "task_id": id, message })),
  };
}

/** Hides ended tasks; those that are none are left out of the answer. */
export async function hideTasks(
  scheduler: Scheduler,
  ids: readonly string[],
) {
  const tries = await Promise.allSettled(
    ids.map((id) => scheduler.dispatch({ kind: "hide", id })),
  );
  const trouble = tries.find((one) =>
    one.status === "rejected" && !isTurnedDown(one.reason)
  );
  if (trouble?.status === "rejected") throw trouble.reason;
  const hidden = tries.flatMap((one) =>
    one.status === "fulfilled" ? idsIn(one.value) : []
  );
  const message = hidden.length === 0
    ? "No completed tasks matched."
    : "Tasks hidden.";
  return { status: "success", message, hidden };
}

function idsIn(events: readonly SchedulerEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === "taskHidden" ? [event.id] : []
  );
}

/** Where each entry comes from: a hidden one keeps its old section. */
function sectionsOf(
  scheduler: Scheduler,
  entries: readonly EntryRef[],
): Promise<Map<EntryRef, string>> {
  return scheduler.read(({ recovery }) =>
    new Map(entries.map((entry) => {
      if (entry.section !== "hidden") return [entry, entry.section];
      const hidden = [...recovery.hidden.values()]
        .find(({ task }) => task.id === entry.id);
      return [entry, hidden?.from ?? "hidden"];
    }))
  );
}
