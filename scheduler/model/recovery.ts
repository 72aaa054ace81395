import type { Task } from "./task.ts";
import type { EpochMs, TaskId } from "./units.ts";

/** Where a task stood when its server life ended. */
export type Section = "ongoing" | "queued" | "completed";

/** Names one entry of the recovery history. */
export interface EntryRef {
  /** For a hidden entry, when it was submitted: two may have the same id. */
  readonly sessionId: string;
  readonly section: Section | "hidden";
  readonly id: TaskId;
}

/** One server life on record, with what it left unresolved. */
export interface SavedSession {
  readonly sessionId: string;
  readonly savedAtMs: EpochMs;
  /** By section, then id, in the order they stood. */
  readonly entries: Readonly<Record<Section, Map<TaskId, Task>>>;
}

/** An entry put out of sight: kept, but not offered. */
export interface HiddenEntry {
  readonly task: Task;
  readonly from: Section;
}

/** An entry that was deleted or hidden, with all that it takes to undo that. */
export interface RemovedEntry {
  readonly entry: EntryRef;
  readonly task: Task;
  readonly from: Section;
  /** When its session was saved; 0 for one that was deleted while hidden. */
  readonly savedAtMs: EpochMs;
  readonly how: "deleted" | "hidden";
}

/** What earlier server lives left behind, newest first. */
export interface RecoveryHistory {
  sessions: SavedSession[];
  readonly hidden: Map<string, HiddenEntry>;
}

/** A session with nothing in it yet. */
export function emptySession(
  sessionId: string,
  savedAtMs: EpochMs,
): SavedSession {
  const entries = {
    ongoing: new Map<TaskId, Task>(),
    queued: new Map<TaskId, Task>(),
    completed: new Map<TaskId, Task>(),
  };
  return { sessionId, savedAtMs, entries };
}

/** Tells where a task belongs in a session. */
export function sectionOf({ state }: Task): Section {
  switch (state.name) {
    case "queued":
      return "queued";
    case "starting":
    case "running":
    case "stopping":
    case "lost":
      return "ongoing";
    case "succeeded":
    case "failed":
    case "terminated":
      return "completed";
  }
}

/** The key of a hidden entry: the same id may be hidden from two sessions. */
export function hiddenKey(id: TaskId, submittedAtMs: EpochMs): string {
  return `${submittedAtMs}:${id}`;
}

/**
 * Finds the task that a reference names; `null` when there is none. ANT's own
 * clients name a hidden entry by its id alone, and then the first one is meant.
 */
export function findEntry(
  history: RecoveryHistory,
  { sessionId, section, id }: EntryRef,
): { readonly task: Task; readonly from: Section } | null {
  if (section === "hidden") {
    const exact = history.hidden.get(`${sessionId}:${id}`);
    if (exact !== undefined) return exact;
    for (const entry of history.hidden.values()) {
      if (entry.task.id === id) return entry;
    }
    return null;
  }
  const session = history.sessions.find((one) => one.sessionId === sessionId);
  const task = session?.entries[section].get(id);
  return task === undefined ? null : { task, from: section };
}
