import type { SchedulerEvent } from "../model/event.ts";
import {
  dropTask,
  MAX_SUBMISSION_KEYS,
  orderEnded,
  placeTask,
  replaceTask,
  type SchedulerState,
} from "../model/state.ts";
import { heldShares, move, type Task } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import { hide, putBack, restore, shelve, takeEntry } from "./evolve_entries.ts";

/**
 * Folds one event into the state, in place. What an event costs does not
 * depend on how many tasks there are; `sessionShelved`, once a start, and
 * `tasksPutBack`, when somebody regrets, do.
 */
export function evolve(state: SchedulerState, event: SchedulerEvent): void {
  switch (event.kind) {
    case "tasksSubmitted":
      for (const task of event.tasks) placeTask(state, task);
      if (event.key !== null) rememberKey(state, event.key, event.tasks);
      return;
    case "taskPlaced":
    case "taskStarted":
    case "taskStopRequested":
    case "taskKillDue":
    case "taskEnded":
    case "taskRequeued":
    case "taskMoved": {
      const before = found(state, event.id);
      replaceTask(state, before, advance(before, event));
      return;
    }
    case "taskEdited": {
      const before = found(state, event.id);
      dropTask(state, before);
      placeTask(state, { ...before, ...event.as });
      return;
    }
    case "taskRemoved":
      dropTask(state, found(state, event.id));
      return;
    case "tasksPutBack":
      for (const task of event.tasks) placeTask(state, task);
      orderEnded(state);
      return;
    case "gpuSwitched":
      if (event.enabled) state.disabledGpus.delete(event.gpu);
      else state.disabledGpus.add(event.gpu);
      return;
    case "envDraftSaved":
      state.envDraft = event.envar;
      return;
    case "sessionShelved":
      shelve(state, event.sessionId, event.which, event.atMs);
      return;
    case "entryRestored":
      restore(state, event);
      return;
    case "entryDeleted":
      takeEntry(state, event.entry);
      return;
    case "entryHidden": {
      const { task, from } = takeEntry(state, event.entry);
      hide(state, task, from);
      return;
    }
    case "entryPutBack":
      putBack(state, event.removed);
      return;
    case "taskHidden": {
      const task = found(state, event.id);
      dropTask(state, task);
      hide(state, task, "completed");
      return;
    }
    default:
      event satisfies never;
  }
}

type TaskEvent = Extract<
  SchedulerEvent,
  {
    kind:
      | "taskPlaced"
      | "taskStarted"
      | "taskStopRequested"
      | "taskKillDue"
      | "taskEnded"
      | "taskRequeued"
      | "taskMoved";
  }
>;

/** No `default`: with a case missing, the return type does not compile. */
function advance(task: Task, event: TaskEvent): Task {
  const { state } = task;
  const gpus = heldShares(task);
  switch (event.kind) {
    case "taskPlaced": {
      const { gpus, logFile, atMs } = event;
      return {
        ...move(task, { name: "starting", gpus }, atMs),
        attempt: task.attempt + 1,
        lastGpus: gpus.map(({ gpu }) => gpu),
        startedAtMs: atMs,
        logFile,
      };
    }
    case "taskStarted": {
      const { identity, atMs } = event;
      return state.name === "stopping"
        ? move(task, { ...state, identity }, task.sinceMs)
        : move(task, { name: "running", gpus, identity }, atMs);
    }
    case "taskStopRequested": {
      const identity = state.name === "running" ? state.identity : null;
      const { why, killAtMs, atMs } = event;
      const to = { name: "stopping", gpus, identity, why, killAtMs } as const;
      return move(task, to, atMs);
    }
    case "taskKillDue":
      return state.name === "stopping"
        ? move(task, { ...state, killAtMs: null }, task.sinceMs)
        : task;
    case "taskEnded":
      return { ...move(task, event.as, event.atMs), endedAtMs: event.atMs };
    case "taskRequeued":
      return {
        ...move(task, { name: "queued" }, event.atMs),
        startedAtMs: null,
        endedAtMs: null,
        lastGpus: null,
      };
    case "taskMoved":
      return { ...task, turn: event.turn };
  }
}

function rememberKey(
  { submissions }: SchedulerState,
  key: string,
  tasks: readonly Task[],
): void {
  submissions.set(key, tasks.map(({ id }) => id));
  if (submissions.size <= MAX_SUBMISSION_KEYS) return;
  for (const oldest of submissions.keys()) {
    submissions.delete(oldest);
    return;
  }
}

function found(state: SchedulerState, id: TaskId): Task {
  const task = state.tasks.get(id);
  if (task === undefined) throw new TypeError(`Cannot find task "${id}"`);
  return task;
}
