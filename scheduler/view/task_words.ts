import type { StateName } from "../model/task.ts";
import type { TaskView } from "./task_view.ts";
import { duration } from "./words.ts";

/** The word of each state, as pages write it. */
export const STATE_WORDS: Readonly<Record<StateName, string>> = {
  queued: "Queued",
  starting: "Starting",
  running: "Running",
  stopping: "Stopping",
  succeeded: "Succeeded",
  failed: "Failed",
  terminated: "Terminated",
  lost: "Lost",
};

/** How a task ended: the fact that counts, then what else is known. */
export interface EndWords {
  /** `exit 137`, or an empty text where there is no such fact. */
  readonly fact: string;
  readonly more: string;
}

/** Says how a task ended; both texts are empty while it has not. */
export function endWords({ state, end }: TaskView): EndWords {
  if (end === null) return { fact: "", more: "" };
  if (state === "succeeded") return { fact: "", more: "exit 0" };
  if (state !== "failed") return { fact: "", more: end.cause ?? "" };
  if (end.exitCode !== null) {
    const by = end.signal === null ? "" : `ended by ${end.signal}`;
    return { fact: `exit ${end.exitCode}`, more: end.clue ?? by };
  }
  if (end.signal !== null) {
    return { fact: end.signal, more: end.clue ?? "ended by a signal" };
  }
  const fact = end.by === "timeLimit" ? "time limit" : "not started";
  return { fact, more: end.cause ?? "" };
}

/** The same in one line of text. */
export function endLine(task: TaskView): string {
  const { fact, more } = endWords(task);
  return [fact, more].filter((part) => part !== "").join(", ");
}

/** How long a task has run, or ran; `null` when it never started. */
export function ranForMs(task: TaskView, nowMs: number): number | null {
  if (task.startedAtMs === null) return null;
  return Math.max(0, (task.endedAtMs ?? nowMs) - task.startedAtMs);
}

/** The same for reading. */
export function ranFor(task: TaskView, nowMs: number): string {
  const ms = ranForMs(task, nowMs);
  return ms === null ? "–" : duration(ms);
}

/** Why a task that stops does so, as far as a page tells. */
export function stopWords(
  { makesWayFor }: Pick<TaskView, "makesWayFor">,
): string {
  return makesWayFor === undefined
    ? "asked to end"
    : `preempted for ${makesWayFor}`;
}

/** Tells whether a task has a process, or is about to. */
export function isActiveView({ state }: Pick<TaskView, "state">): boolean {
  return state === "starting" || state === "running" || state === "stopping";
}

/** Tells whether a task is over. */
export function isEndedView(task: TaskView): boolean {
  return task.state !== "queued" && !isActiveView(task);
}
