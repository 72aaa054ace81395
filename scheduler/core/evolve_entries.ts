import type { SchedulerEvent } from "../model/event.ts";
import {
  emptySession,
  type EntryRef,
  findEntry,
  hiddenKey,
  type RemovedEntry,
  sectionOf,
} from "../model/recovery.ts";
import { dropTask, placeTask, type SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";
import { pendingOf } from "./dependencies.ts";

/** Makes what waits and what has ended an earlier server life. */
export function shelve(
  state: SchedulerState,
  sessionId: string,
  which: "lost" | "all",
  atMs: EpochMs,
): void {
  const going = [...state.tasks.values()].filter((task) =>
    which === "lost" ? task.state.name === "lost" : !state.active.has(task.id)
  );
  if (going.length === 0) return;
  const { sessions } = state.recovery;
  let session = sessions.find((one) => one.sessionId === sessionId);
  if (session === undefined) {
    session = emptySession(sessionId, atMs);
    sessions.unshift(session);
  }
  for (const task of going) {
    dropTask(state, task);
    session.entries[sectionOf(task)].set(task.id, task);
  }
}

/** Brings an entry back: into the history, or to the queue's tail. */
export function restore(
  state: SchedulerState,
  { entry, as, turn, atMs }: Extract<
    SchedulerEvent,
    { kind: "entryRestored" }
  >,
): void {
  const { task: kept, from } = takeEntry(state, entry);
  const task = as === undefined ? kept : { ...kept, id: as };
  const same = state.tasks.get(task.id);
  if (same !== undefined) dropTask(state, same);
  if (from === "completed") {
    placeTask(state, task);
    return;
  }
  const { CUDA_VISIBLE_DEVICES: _stale, ...runnerEnvar } =
    task.spec.runnerEnvar;
  placeTask(state, {
    ...task,
    spec: { ...task.spec, runnerEnvar },
    state: { name: "queued" },
    sinceMs: atMs,
    startedAtMs: null,
    endedAtMs: null,
    lastGpus: null,
    logFile: null,
    turn,
    pending: pendingOf(state, task.spec),
  });
}

/** Takes an entry out of the recovery history. */
export function takeEntry({ recovery }: SchedulerState, entry: EntryRef) {
  const found = findEntry(recovery, entry)!;
  const { id } = entry;
  if (entry.section === "hidden") {
    const key = hiddenKey(id, found.task.submittedAtMs);
    recovery.hidden.delete(key);
    return found;
  }
  const { section } = entry;
  recovery.sessions = recovery.sessions.filter((session) => {
    if (session.sessionId !== entry.sessionId) return true;
    session.entries[section].delete(id);
    return Object.values(session.entries).some(({ size }) => size > 0);
  });
  return found;
}

/** Puts a task where deleted or hidden ones stood before. */
export function putBack(
  { recovery }: SchedulerState,
  { entry, task, from, savedAtMs, how }: RemovedEntry,
): void {
  const key = hiddenKey(task.id, task.submittedAtMs);
  if (entry.section === "hidden") {
    recovery.hidden.set(key, { task, from });
    return;
  }
  if (how === "hidden") recovery.hidden.delete(key);
  const { sessions } = recovery;
  let session = sessions.find((one) => one.sessionId === entry.sessionId);
  if (session === undefined) {
    session = emptySession(entry.sessionId, savedAtMs);
    const older = sessions.findIndex((one) => one.savedAtMs < savedAtMs);
    sessions.splice(older === -1 ? sessions.length : older, 0, session);
  }
  session.entries[entry.section].set(task.id, task);
}

/** Puts a task out of sight. */
export function hide(
  { recovery }: SchedulerState,
  task: Task,
  from: ReturnType<typeof sectionOf>,
): void {
  recovery.hidden.set(hiddenKey(task.id, task.submittedAtMs), { task, from });
}
