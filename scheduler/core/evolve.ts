import { idsOf, type SchedulerEvent } from "../model/event.ts";
import { rememberRun } from "../model/run_times.ts";
import { liftPause, placePause } from "../model/pausing.ts";
import {
  dropTask,
  MAX_SUBMISSION_KEYS,
  placeTask,
  replaceTask,
  type SchedulerState,
} from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { Usage } from "../model/usage.ts";
import type { TaskId } from "../model/units.ts";
import { advance, retimed, retimedRest, retimedWait } from "./advance.ts";
import { rememberEnd, switchGpu } from "./evolve_gpus.ts";
import { hide, putBack, restore, shelve, takeEntry } from "./evolve_entries.ts";

/**
 * Folds one event into the state, in place. What an event costs does not
 * depend on how many tasks there are; that of `sessionShelved`, once a start,
 * does, and of `clockMoved` how many wait for a moment.
 */
export function evolve(state: SchedulerState, event: SchedulerEvent): void {
  switch (event.kind) {
    case "tasksSubmitted":
      for (const task of event.tasks) {
        // Behind all others, even where the clock was set back.
        state.submitted.append(task.id, task.submittedAtMs);
        placeTask(state, task);
      }
      if (event.key !== null) rememberKey(state, event.key, event.tasks);
      return;
    case "taskPlaced":
    case "taskStarted":
    case "taskStopRequested":
    case "taskKillDue":
    case "taskWarned":
    case "taskDue":
    case "dependencyMet":
    case "taskRequeued":
    case "taskMoved":
    case "taskApproved": {
      const before = found(state, event.id);
      replaceTask(state, before, advance(before, event));
      return;
    }
    case "taskEnded": {
      const before = found(state, event.id);
      const after = advance(before, event);
      rememberEnd(state, before, event);
      replaceTask(state, before, after);
      countUse(state, before, event.usage);
      if (after.state.name === "succeeded") rememberRun(state.runTimes, after);
      return;
    }
    case "taskEdited": {
      const before = found(state, event.id);
      replaceTask(state, before, { ...before, ...event.as });
      if (event.id !== event.as.id) rename(state, event.id, event.as.id);
      return;
    }
    case "taskRemoved":
      dropTask(state, found(state, event.id));
      return;
    case "tasksPutBack":
      for (const task of event.tasks) placeTask(state, task);
      return;
    case "gpuSwitched":
      switchGpu(state, event.gpu, event.drain);
      return;
    case "clockMoved":
      moveClock(state, event.byMs);
      return;
    case "queuePaused":
      placePause(state, event.pause);
      return;
    case "queueResumed":
      liftPause(state, event.tag);
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

/** The tasks that an event has changed, the state being as it left it. */
export function changedBy(
  event: SchedulerEvent,
  { active, timetable, yielded }: SchedulerState,
): Iterable<TaskId> {
  return event.kind === "clockMoved"
    ? [...active, ...timetable, ...yielded]
    : idsOf(event);
}

function moveClock(state: SchedulerState, byMs: number): void {
  for (const id of state.active) {
    const task = found(state, id);
    replaceTask(state, task, retimed(task, byMs));
  }
  for (const id of [...state.timetable]) {
    const task = found(state, id);
    replaceTask(state, task, retimedWait(task, byMs));
  }
  for (const id of [...state.yielded]) {
    const task = found(state, id);
    replaceTask(state, task, retimedRest(task, byMs));
  }
  for (const [name, used] of state.usage) {
    state.usage.set(name, { ...used, atMs: used.atMs + byMs });
  }
}

function countUse(
  state: SchedulerState,
  { submitter }: Task,
  usage: Usage | undefined,
): void {
  if (submitter === undefined || usage === undefined) return;
  state.usage.set(submitter, usage);
}

/** Those who wait for a task go on waiting for it under its new name. */
function rename(state: SchedulerState, from: TaskId, to: TaskId): void {
  const swap = (ids: readonly TaskId[]) =>
    ids.map((id) => id === from ? to : id);
  for (const id of [...state.dependants.get(from) ?? []]) {
    const task = found(state, id);
    const { after, afterAny } = task.spec.options;
    const options = {
      ...task.spec.options,
      ...after && { after: swap(after) },
      ...afterAny && { afterAny: swap(afterAny) },
    };
    replaceTask(state, task, {
      ...task,
      spec: { ...task.spec, options },
      pending: swap(task.pending),
    });
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
