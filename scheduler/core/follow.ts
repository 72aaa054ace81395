import type { EndState, SchedulerEvent } from "../model/event.ts";
import type { Report } from "../model/report.ts";
import type { SchedulerState } from "../model/state.ts";
import { type Exit, isActive, type Task } from "../model/task.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import { deadlineOf } from "./deadlines.ts";

/** Draws the events from a fact; a late fact leads to none. */
export function follow(
  state: SchedulerState,
  report: Report,
  atMs: EpochMs,
): SchedulerEvent[] {
  if (report.kind === "timePassed") return killsDue(state, atMs);
  const { id, attempt } = report;
  const task = current(state, id, attempt);
  if (task === null) return [];
  switch (report.kind) {
    case "started": {
      const { identity } = report;
      return knowsIdentity(task)
        ? []
        : [{ kind: "taskStarted", id, identity, atMs }];
    }
    case "launchFailed": {
      const failure = { kind: "launch", message: report.message } as const;
      return [end(task, { name: "failed", failure }, atMs)];
    }
    case "neverLaunched":
      return neverLaunched(task, atMs);
    case "exited":
      return exited(task, report.exit, report.atMs ?? atMs);
  }
}

function exited(task: Task, exit: Exit, atMs: EpochMs): SchedulerEvent[] {
  const last = end(task, outcomeOf(exit), atMs);
  // The end is all that a restart found: its start goes on record, too.
  return task.state.name === "starting"
    ? [{ kind: "taskStarted", id: task.id, identity: "", atMs }, last]
    : [last];
}

/** What was never launched waits again, unless somebody has stopped it. */
function neverLaunched(task: Task, atMs: EpochMs): SchedulerEvent[] {
  const { id, state } = task;
  const wasStopped = state.name === "stopping" && state.why === "person";
  return wasStopped || state.name === "running" // It ran: it must be gone.
    ? [end(task, { name: "lost" }, atMs)]
    : [{ kind: "taskRequeued", id, atMs }];
}

function outcomeOf(exit: Exit): EndState {
  switch (exit.kind) {
    case "code":
      return exit.code === 0
        ? { name: "succeeded" }
        : { name: "failed", failure: { kind: "exit", code: exit.code } };
    case "signal":
      return { name: "failed", failure: exit };
    case "unknown":
      return { name: "lost" };
  }
}

/** Whoever asked for the stop has the word on how it ended. */
function end(task: Task, as: EndState, atMs: EpochMs): SchedulerEvent {
  const { id, state } = task;
  if (state.name !== "stopping") return { kind: "taskEnded", id, as, atMs };
  const stopped = state.why === "person" ? "terminated" : "lost";
  return { kind: "taskEnded", id, as: { name: stopped }, atMs };
}

function killsDue(state: SchedulerState, atMs: EpochMs): SchedulerEvent[] {
  return [...state.stopping].flatMap((id): SchedulerEvent[] => {
    const dueAtMs = deadlineOf(state.tasks.get(id)!);
    return dueAtMs !== null && dueAtMs <= atMs
      ? [{ kind: "taskKillDue", id, atMs }]
      : [];
  });
}

function current(
  state: SchedulerState,
  id: TaskId,
  attempt: number,
): Task | null {
  const task = state.tasks.get(id);
  return task !== undefined && task.attempt === attempt && isActive(task)
    ? task
    : null;
}

function knowsIdentity({ state }: Task): boolean {
  return state.name === "running" ||
    state.name === "stopping" && state.identity !== null;
}
