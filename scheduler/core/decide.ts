import type { Command } from "../model/command.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { Report } from "../model/report.ts";
import type { SchedulerState } from "../model/state.ts";
import { isEnded, type StopReason, type Task } from "../model/task.ts";
import { outerTurn } from "../model/turns.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import { consequences } from "./dependencies.ts";
import { charge } from "./fair_use.ts";
import { follow } from "./follow.ts";
import { approve, decline } from "./decide_approval.ts";
import { foundEntry, putBackEntry, restoreEntry } from "./decide_entries.ts";
import { newTasks, refuseDuplicates } from "./new_tasks.ts";
import { editTask } from "./edit_task.ts";
import { moveBefore } from "./move_before.ts";
import { quarantine, quarantines, switchGpu } from "./gpu_care.ts";
import { copiesOf } from "./restarts.ts";
import type { Rules } from "./rules.ts";

/** All that can reach the scheduler. */
export type Input = Command | Report;

/** Tells a fact from a wish. */
export function isReport(input: Input): input is Report {
  switch (input.kind) {
    case "started":
    case "launchFailed":
    case "neverLaunched":
    case "exited":
    case "gpuFaulty":
    case "timePassed":
    case "clockMoved":
      return true;
    default:
      return false;
  }
}

/**
 * Decides what follows from an input: events that `evolve` can fold, in
 * order. Reads the state and changes nothing.
 *
 * @throws {Refused} when the present state does not allow the command.
 * @throws {SpecError} when the command can never be carried out here.
 */
export function decide(
  state: SchedulerState,
  input: Input,
  nowMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  const events = charge(state, decideAlone(state, input, nowMs, rules), rules);
  return [
    ...events,
    ...consequences(state, events, nowMs),
    ...quarantines(state, events, nowMs, rules),
  ];
}

function decideAlone(
  state: SchedulerState,
  input: Input,
  nowMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  switch (input.kind) {
    case "submit":
      return newTasks(state, input, nowMs, rules);
    case "terminate":
      return terminate(known(state, input.id), input.why, nowMs, rules);
    case "restart":
      return restart(state, input, nowMs, rules);
    case "approve":
      return approve(waiting(state, input.id, "approve"));
    case "decline":
      return decline(waiting(state, input.id, "decline"), input, nowMs);
    case "promote":
      return promote(state, waiting(state, input.id, "move"));
    case "move": {
      const task = waiting(state, input.id, "move");
      const { before } = input;
      if (before !== null) waiting(state, before, "move another before");
      return moveBefore(state, task, before);
    }
    case "edit": {
      const task = waiting(state, input.id, "edit");
      return editTask(state, task, input.as, nowMs, rules);
    }
    case "unqueue":
      waiting(state, input.id, "remove");
      return [{ kind: "taskRemoved", id: input.id }];
    case "forget":
      ended(state, input.id, "forget");
      return [{ kind: "taskRemoved", id: input.id }];
    case "putBack":
      refuseDuplicates(state, input.tasks);
      return [{ kind: "tasksPutBack", tasks: input.tasks }];
    case "hide":
      ended(state, input.id, "hide");
      return [{ kind: "taskHidden", id: input.id }];
    case "switchGpu":
      return switchGpu(state, input, nowMs, rules);
    case "pause":
      return pause(state, input, nowMs);
    case "resume":
      return state.pauses.some(({ tag }) => tag === input.tag)
        ? [{ kind: "queueResumed", tag: input.tag }]
        : [];
    case "saveEnvDraft":
      return [{ kind: "envDraftSaved", envar: input.envar }];
    case "shelve": {
      const { sessionId, which } = input;
      return [{ kind: "sessionShelved", sessionId, which, atMs: nowMs }];
    }
    case "restoreEntry":
      return restoreEntry(state, input, nowMs, rules);
    case "deleteEntry":
      foundEntry(state, input.entry);
      return [{ kind: "entryDeleted", entry: input.entry }];
    case "hideEntry":
      foundEntry(state, input.entry);
      return [{ kind: "entryHidden", entry: input.entry }];
    case "putBackEntry":
      return putBackEntry(state, input.removed);
    case "gpuFaulty":
      return quarantine(state, input.gpu, input.reason, nowMs);
    case "started":
    case "launchFailed":
    case "neverLaunched":
    case "exited":
    case "timePassed":
    case "clockMoved":
      return follow(state, input, nowMs, rules);
  }
}

function terminate(
  task: Task,
  why: StopReason,
  atMs: EpochMs,
  { killGraceMs }: Rules,
): SchedulerEvent[] {
  const { id, state } = task;
  switch (state.name) {
    case "queued":
      return [{ kind: "taskEnded", id, as: { name: "terminated" }, atMs }];
    case "starting":
    case "running": {
      const killAtMs = atMs + killGraceMs;
      return [{ kind: "taskStopRequested", id, why, killAtMs, atMs }];
    }
    case "stopping": {
      // Asking twice is not an error, and one that makes way may be told to
      // stay away; it has been asked to go, so that its grace goes on.
      if (state.why !== "preempted" || why !== "person") return [];
      const killAtMs = state.killAtMs ?? atMs;
      return [{ kind: "taskStopRequested", id, why, killAtMs, atMs }];
    }
    case "succeeded":
    case "failed":
    case "terminated":
    case "lost":
      throw wrongState(task, "terminate");
  }
}

function restart(
  state: SchedulerState,
  wish: Extract<Command, { kind: "restart" }>,
  nowMs: EpochMs,
  rules: Rules,
): SchedulerEvent[] {
  const asked = [...new Set(wish.ids)].map((id) => known(state, id));
  const queued = asked.find((task) => task.state.name === "queued");
  if (queued !== undefined) throw wrongState(queued, "restart");
  const { approval, maxQueued, withDependants = false } = wish;
  const approved = approval === undefined ? {} : { approval };
  const copies = copiesOf(state, asked, withDependants);
  const tasks = copies.map(({ copy }) => ({ ...copy, ...approved }));
  const limit = maxQueued === undefined ? {} : { maxQueued };
  const batch = { tasks, key: null, ...limit };
  const copyOf = copies.map(({ of }) => of);
  return newTasks(state, batch, nowMs, rules)
    .map((event) => ({ ...event, copyOf }));
}

function promote(state: SchedulerState, task: Task): SchedulerEvent[] {
  const turn = outerTurn(state, "first");
  if (task.turn === turn + 1) return []; // It is the first already.
  return [{ kind: "taskMoved", id: task.id, turn }];
}

/** One that says nothing new leaves what was said before. */
function pause(
  { pauses }: SchedulerState,
  { tag, reason, by }: Extract<Command, { kind: "pause" }>,
  sinceMs: EpochMs,
): SchedulerEvent[] {
  const isKnown = pauses.some((one) => one.tag === tag);
  if (isKnown && reason === null) return [];
  return [{ kind: "queuePaused", pause: { tag, reason, by, sinceMs } }];
}

function known(state: SchedulerState, id: TaskId): Task {
  const task = state.tasks.get(id);
  if (task === undefined) {
    throw new Refused("unknown-task", [`Cannot find task "${id}"`]);
  }
  return task;
}

function waiting(state: SchedulerState, id: TaskId, verb: string): Task {
  const task = known(state, id);
  if (task.state.name !== "queued") throw wrongState(task, verb);
  return task;
}

function ended(state: SchedulerState, id: TaskId, verb: string): Task {
  const task = known(state, id);
  if (!isEnded(task)) throw wrongState(task, verb);
  return task;
}

function wrongState({ id, state }: Task, verb: string): Refused {
  const reason = `Cannot ${verb} task "${id}": it is "${state.name}"`;
  return new Refused("wrong-state", [reason]);
}
