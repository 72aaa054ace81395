import {
  type Command,
  type FailureClass,
  failureClass,
  inTurn,
  isEnded,
  type NewTask,
  Refused,
  type Scheduler,
  type Task,
  type TaskView,
  viewTask,
  waitReason,
} from "../../../scheduler/mod.ts";
import { refuseNotOwn } from "../../people/as_caller.ts";
import type { State } from "../../state.ts";

/** A task as shown, and why it waits. */
export interface TaskAnswer extends TaskView {
  /** Why it has not started; `null` for one that does not wait. */
  readonly waits: string | null;
  /** The kind of its failure; `null` where it has not failed. */
  readonly failureClass: FailureClass | null;
}

/** Finds a task. @throws {Refused} where there is none. */
export async function findTask(
  scheduler: Scheduler,
  id: string,
): Promise<Task> {
  const task = await scheduler.find(id);
  if (task === null) {
    throw new Refused("unknown-task", [`Cannot find task "${id}"`]);
  }
  return task;
}

/** Shows a task. @throws {Refused} where there is none. */
export async function showTask(
  scheduler: Scheduler,
  id: string,
): Promise<TaskAnswer> {
  const found = await findTask(scheduler, id);
  const kind = failureClass(found.state);
  const task = { ...viewTask(found), failureClass: kind };
  if (task.state !== "queued") return { ...task, waits: null };
  return { ...task, waits: waitReason(await scheduler.board(), task) };
}

/** Carries out a command on a task, and shows the task as it stands then. */
export async function changeTask(
  scheduler: Scheduler,
  command: Extract<
    Command,
    { kind: "terminate" | "promote" | "move" | "approve" | "decline" }
  >,
): Promise<Response> {
  await scheduler.dispatch(command);
  return Response.json(await showTask(scheduler, command.id));
}

/**
 * Takes a task off the record: out of the queue, or out of the history. Its
 * log stays.
 *
 * @throws {Refused} for one that is at work, or not there.
 */
export async function removeTask(
  { scheduler, removed }: Pick<State, "scheduler" | "removed">,
  id: string,
): Promise<void> {
  const task = await findTask(scheduler, id);
  if (task.state.name === "queued") {
    await scheduler.dispatch({ kind: "unqueue", id });
    removed.keep(task);
    return;
  }
  if (!isEnded(task)) refuseAtWork(task);
  await scheduler.dispatch({ kind: "forget", id });
  removed.keep(task);
}

/** Turns down to remove a task that is at work. @throws {Refused} */
export function refuseAtWork({ id, state }: Task): never {
  const reason =
    `Cannot remove task "${id}": it is "${state.name}"; terminate it first`;
  throw new Refused("wrong-state", [reason]);
}

/**
 * Undoes the removal of a task a moment ago: one that had ended is on record
 * again as it was; one that was queued waits again, as near to its place as
 * the queue then allows.
 *
 * @throws {Refused} for one that is not remembered or another's, or whose id
 *   is taken.
 */
export async function putBack(
  { scheduler, removed, caller }: Pick<
    State,
    "scheduler" | "removed" | "caller"
  >,
  id: string,
): Promise<void> {
  const task = removed.find(id);
  if (task === null) {
    const reason = `Cannot put "${id}" back: it was removed too long ago`;
    throw new Refused("unknown-task", [reason]);
  }
  if (isEnded(task)) {
    await scheduler.dispatch({ kind: "putBack", tasks: [task] });
    removed.forget(id);
    return;
  }
  refuseNotOwn(caller, [task]);
  await scheduler.submit([wishOf(task)]);
  removed.forget(id);
  if (caller.maxPriority !== undefined) return; // It may overtake nobody.
  const next = await scheduler.read((state) =>
    inTurn(state).find((other) => other.turn > task.turn && other.id !== id)
  );
  // It may have started at once, and then it needs no place.
  const isQueued = (await scheduler.find(id))?.state.name === "queued";
  if (next === undefined || !isQueued) return;
  await scheduler.dispatch({ kind: "move", id, before: next.id });
}

/** What queues it once more: whose it is, and what it waited for. */
function wishOf({ id, spec, submitter, approval }: Task): NewTask {
  return {
    ...{ id, spec },
    ...submitter !== undefined && { submitter },
    ...approval !== undefined && { approval },
  };
}
