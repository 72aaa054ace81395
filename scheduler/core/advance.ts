import type { SchedulerEvent } from "../model/event.ts";
import {
  type AttemptRecord,
  heldShares,
  isPreempted,
  move,
  type Task,
} from "../model/task.ts";

/** What moves a single task on. */
export type TaskEvent = Extract<
  SchedulerEvent,
  {
    kind:
      | "taskPlaced"
      | "taskStarted"
      | "taskStopRequested"
      | "taskKillDue"
      | "taskWarned"
      | "taskDue"
      | "dependencyMet"
      | "taskEnded"
      | "taskRequeued"
      | "taskMoved"
      | "taskApproved";
  }
>;

/**
 * Moves a task on. No `default`: with a case missing, the return type does not
 * compile.
 */
export function advance(task: Task, event: TaskEvent): Task {
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
        notBeforeMs: null,
      };
    }
    case "taskStarted": {
      const { identity, atMs } = event;
      return state.name === "stopping"
        ? move(task, { ...state, identity }, task.sinceMs)
        : move(task, { name: "running", gpus, identity }, atMs);
    }
    case "taskStopRequested": {
      const identity = state.name === "running" || state.name === "stopping"
        ? state.identity
        : null;
      const { kind: _kind, id: _id, atMs, ...how } = event;
      return move(task, { name: "stopping", gpus, identity, ...how }, atMs);
    }
    case "taskKillDue":
      return state.name === "stopping"
        ? move(task, { ...state, killAtMs: null }, task.sinceMs)
        : task;
    case "taskWarned":
      return state.name === "running"
        ? { ...task, state: { ...state, warned: true } }
        : task;
    case "taskDue":
      return { ...task, notBeforeMs: null };
    case "dependencyMet":
      return { ...task, pending: task.pending.filter((id) => id !== event.on) };
    case "taskEnded":
      return { ...move(task, event.as, event.atMs), endedAtMs: event.atMs };
    case "taskRequeued":
      return {
        ...move(task, { name: "queued" }, event.atMs),
        startedAtMs: null,
        endedAtMs: null,
        lastGpus: null,
        notBeforeMs: event.notBeforeMs,
        earlier: withThisAttempt(task),
      };
    case "taskMoved":
      return { ...task, turn: event.turn };
    case "taskApproved": {
      const { approval: _wanted, ...approved } = task;
      return approved;
    }
  }
}

/**
 * Times a task by a clock that was set: what it had left until its time limit,
 * or until SIGKILL, it has left now, and it has run for as long as before.
 */
export function retimed(task: Task, byMs: number): Task {
  const { state, sinceMs, startedAtMs } = task;
  const due = state.name === "stopping" && state.killAtMs !== null
    ? { ...state, killAtMs: state.killAtMs + byMs }
    : state;
  const started = startedAtMs === null ? null : startedAtMs + byMs;
  return { ...task, state: due, sinceMs: sinceMs + byMs, startedAtMs: started };
}

/**
 * The same for one that waits before its next attempt. A begin that a person
 * named is a moment of the clock, whatever that was set to.
 */
export function retimedWait(task: Task, byMs: number): Task {
  const { notBeforeMs, spec: { options } } = task;
  return notBeforeMs === null || notBeforeMs === options.beginAtMs
    ? task
    : { ...task, notBeforeMs: notBeforeMs + byMs };
}

/**
 * The same for the rest that one has which made way: it is let alone for as
 * long as it was to be.
 */
export function retimedRest(task: Task, byMs: number): Task {
  const last = task.earlier.findLast(({ as }) => isPreempted(as));
  const earlier = task.earlier.map((one) =>
    one === last ? { ...one, endedAtMs: one.endedAtMs + byMs } : one
  );
  return { ...task, earlier };
}

/** An attempt counts once it has ended. */
function withThisAttempt(task: Task): readonly AttemptRecord[] {
  const { state, attempt, startedAtMs, endedAtMs, lastGpus, logFile } = task;
  if (state.name !== "failed" && state.name !== "lost") return task.earlier;
  return [...task.earlier, {
    attempt,
    as: state,
    gpus: lastGpus ?? [],
    startedAtMs,
    endedAtMs: endedAtMs!,
    logFile,
  }];
}
