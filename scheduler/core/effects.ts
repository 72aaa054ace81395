import type { SchedulerEvent } from "../model/event.ts";
import type { SchedulerState } from "../model/state.ts";
import type { ProcessIdentity, Task } from "../model/task.ts";
import type { WarningSignalName } from "../model/task_options.ts";
import type { TaskId } from "../model/units.ts";

/** What the outside must do now. */
export type Effect =
  | { readonly kind: "launch"; readonly task: Task }
  | {
    readonly kind: "signal";
    readonly task: Task;
    readonly identity: ProcessIdentity;
    readonly signal: "SIGTERM" | "SIGKILL";
  }
  | {
    /** Tells those of its processes that can hear it. */
    readonly kind: "warn";
    readonly task: Task;
    readonly identity: ProcessIdentity;
    readonly signal: WarningSignalName;
  }
  | {
    /** It is to stop, and nobody knows yet whether anything was started. */
    readonly kind: "giveUp";
    readonly task: Task;
  }
  | {
    /** The end is on record: the launcher may drop what it kept. */
    readonly kind: "settle";
    readonly task: Task;
  };

/** What an event asks of the outside, given the state that it led to. */
export function effectsOf(
  event: SchedulerEvent,
  after: SchedulerState,
): Effect[] {
  switch (event.kind) {
    case "taskPlaced":
      return [{ kind: "launch", task: found(after, event.id) }];
    case "taskStarted":
    case "taskStopRequested": // Either the stop or its identity may come last.
      return askToEnd(found(after, event.id));
    case "taskKillDue":
      return signal(found(after, event.id), "SIGKILL");
    case "taskWarned":
      return warn(found(after, event.id));
    case "taskEnded": {
      const task = found(after, event.id);
      return task.attempt === 0 ? [] : [{ kind: "settle", task }];
    }
    case "tasksSubmitted":
    case "taskRequeued":
    case "taskDue":
    case "dependencyMet":
    case "taskMoved":
    case "taskApproved":
    case "taskEdited":
    case "taskRemoved":
    case "tasksPutBack":
    case "gpuSwitched":
    case "clockMoved":
    case "queuePaused":
    case "queueResumed":
    case "envDraftSaved":
    case "sessionShelved":
    case "entryRestored":
    case "entryDeleted":
    case "entryHidden":
    case "entryPutBack":
    case "taskHidden":
      return [];
  }
}

/** Where its grace is over already, it is not asked any more. */
function askToEnd(task: Task): Effect[] {
  const { state } = task;
  const isOver = state.name === "stopping" && state.killAtMs === null;
  return signal(task, isOver ? "SIGKILL" : "SIGTERM");
}

function signal(task: Task, name: "SIGTERM" | "SIGKILL"): Effect[] {
  const { state } = task;
  if (state.name !== "stopping") return [];
  return state.identity === null
    ? [{ kind: "giveUp", task }]
    : [{ kind: "signal", task, identity: state.identity, signal: name }];
}

function warn(task: Task): Effect[] {
  const { state, spec: { options: { timeoutSignal } } } = task;
  return state.name === "running" && timeoutSignal !== undefined
    ? [{
      kind: "warn",
      task,
      identity: state.identity,
      signal: timeoutSignal.signal,
    }]
    : [];
}

function found(state: SchedulerState, id: TaskId): Task {
  return state.tasks.get(id)!;
}
