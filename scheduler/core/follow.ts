import type { EndState, SchedulerEvent } from "../model/event.ts";
import type { Report } from "../model/report.ts";
import type { SchedulerState } from "../model/state.ts";
import {
  type Exit,
  isActive,
  isPreempted,
  type Task,
  type TaskSpec,
  type TaskState,
} from "../model/task.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import { endDrains } from "./gpu_care.ts";
import { deadlineOf } from "./deadlines.ts";
import { isWorthRetrying, retriesOf, retryDelay } from "./retries.ts";
import type { Rules } from "./rules.ts";

/** A preempted task waits at least so long, in milliseconds. */
const MAKE_WAY_MS = 5_000;

/** Draws the events from a fact; a late fact leads to none. */
export function follow(
  state: SchedulerState,
  report: Exclude<Report, { kind: "gpuFaulty" }>,
  atMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  if (report.kind === "timePassed") return allDue(state, atMs, rules);
  if (report.kind === "clockMoved") return [report];
  const { id, attempt } = report;
  const task = current(state, id, attempt);
  if (task === null) return [];
  switch (report.kind) {
    case "started": {
      const { identity } = report;
      // One that stops is asked again: we may have died before we had asked.
      return knowsIdentity(task) && task.state.name !== "stopping"
        ? []
        : [{ kind: "taskStarted", id, identity, atMs }];
    }
    case "launchFailed": {
      const failure = { kind: "launch", message: report.message } as const;
      return ended(task, { name: "failed", failure }, atMs, rules);
    }
    case "neverLaunched":
      return neverLaunched(task, atMs);
    case "exited":
      return exited(task, report.exit, report.atMs ?? atMs, rules);
  }
}

function exited(
  task: Task,
  exit: Exit,
  atMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  const last = ended(task, outcomeOf(exit), atMs, rules);
  // The end is all that a restart found: its start goes on record, too.
  return task.state.name === "starting"
    ? [{ kind: "taskStarted", id: task.id, identity: "", atMs }, ...last]
    : last;
}

/** An end, and the way back into the queue where another attempt is due. */
function ended(
  task: Task,
  as: EndState,
  atMs: EpochMs,
  { retryDelayMs }: Rules,
): SchedulerEvent[] {
  const last = end(task, as, atMs);
  if (isPreempted(last.as)) {
    // Whom it made way for has the GPUs until they were read again.
    const notBeforeMs = atMs + MAKE_WAY_MS;
    return [last, { kind: "taskRequeued", id: task.id, notBeforeMs, atMs }];
  }
  if (!isWorthRetrying(task, last.as)) return [last];
  const notBeforeMs = atMs + retryDelay(retriesOf(task), retryDelayMs);
  return [last, { kind: "taskRequeued", id: task.id, notBeforeMs, atMs }];
}

/** What was never launched waits again, unless somebody has stopped it. */
function neverLaunched(task: Task, atMs: EpochMs): SchedulerEvent[] {
  const { id, state } = task;
  const wasStopped = state.name === "stopping" && state.why === "person";
  return wasStopped || state.name === "running" // It ran: it must be gone.
    ? [end(task, { name: "lost" }, atMs)]
    : [{ kind: "taskRequeued", id, notBeforeMs: null, atMs }];
}

function outcomeOf(exit: Exit): EndState {
  switch (exit.kind) {
    case "code":
      return exit.code === 0
        ? { name: "succeeded" }
        : { name: "failed", failure: { ...exit, kind: "exit" } };
    case "signal":
      return { name: "failed", failure: exit };
    case "notRun":
      return { name: "failed", failure: { ...exit, kind: "launch" } };
    case "unknown":
      return { name: "lost" };
  }
}

/**
 * Whoever asked for the stop has the word on how it ended: exit code 0 of a
 * process that was asked to end says that it has saved, not that it is done.
 */
function end(task: Task, as: EndState, atMs: EpochMs) {
  const { id, state, spec } = task;
  const how = state.name === "stopping" ? stopped(state, spec) : as;
  return { kind: "taskEnded", id, as: how, atMs } as const;
}

function stopped(
  { why, makesWayFor }: Extract<TaskState, { name: "stopping" }>,
  { options }: TaskSpec,
): EndState {
  switch (why) {
    case "person":
      return { name: "terminated" };
    case "shutdown":
      return { name: "lost" };
    case "timeLimit": {
      const { timeoutMs: limitMs = 0 } = options;
      return { name: "failed", failure: { kind: "timeLimit", limitMs } };
    }
    case "preempted": {
      const by = makesWayFor ?? "";
      return { name: "failed", failure: { kind: "preempted", by } };
    }
  }
}

/** What time has made due: kills, limits, begins, ends of drains. */
function allDue(
  state: SchedulerState,
  atMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  const events: SchedulerEvent[] = [];
  for (const id of state.timed) {
    const task = state.tasks.get(id)!;
    const dueAtMs = deadlineOf(task);
    if (dueAtMs !== null && dueAtMs <= atMs) {
      events.push(due(task, atMs, rules));
    }
  }
  for (const { id, turn: dueAtMs } of state.timetable.turns()) {
    if (dueAtMs > atMs) break;
    events.push({ kind: "taskDue", id });
  }
  return [...events, ...endDrains(state, atMs)];
}

function due(task: Task, atMs: EpochMs, rules: Rules): SchedulerEvent {
  const { id, state, spec: { options }, sinceMs } = task;
  if (state.name === "stopping") return { kind: "taskKillDue", id, atMs };
  const limitAtMs = sinceMs + (options.timeoutMs ?? Infinity);
  return limitAtMs <= atMs
    ? {
      kind: "taskStopRequested",
      id,
      why: "timeLimit",
      killAtMs: atMs + rules.killGraceMs,
      atMs,
    }
    : { kind: "taskWarned", id, atMs };
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
