import type { EndState } from "../model/event.ts";
import type { FailureClass } from "../model/failure_class.ts";
import { isPreempted, type Task, type TaskState } from "../model/task.ts";

const LONGEST_DELAY_MS = 600_000;
/** A shell's word for a child that SIGKILL ended; POSIX XCU, 2.8.2. */
const KILLED_CODE = 137;

/** Tells whether an end leads to another attempt. */
export function isWorthRetrying(
  task: Task,
  as: EndState,
): boolean {
  const { retries = 0, retryOn } = task.spec.options;
  if (retriesOf(task) >= retries) return false;
  const found = failureClass(as);
  return found !== null && (retryOn === undefined || retryOn.includes(found));
}

/** How often a task was tried again; to have made way is no failure. */
export function retriesOf({ earlier }: Task): number {
  return earlier.filter(({ as }) => !isPreempted(as)).length;
}

/** How long to wait: twice as long each time, and 10 minutes at most. */
export function retryDelay(earlier: number, firstMs: number): number {
  return Math.min(firstMs * 2 ** earlier, LONGEST_DELAY_MS);
}

/**
 * The kind of a failure; `null` where there is none, or a person or another
 * task decided.
 */
export function failureClass(as: TaskState): FailureClass | null {
  if (as.name === "lost") return "lost";
  if (as.name !== "failed") return null;
  const { failure } = as;
  switch (failure.kind) {
    case "exit":
      return failure.clue?.class ??
        (failure.code === KILLED_CODE ? "killed" : "exit");
    case "signal":
      return failure.clue?.class ??
        (failure.signal === "SIGKILL" ? "killed" : "signal");
    case "launch":
      return "launch";
    case "timeLimit":
      return "timeout";
    case "dependency":
    case "preempted":
      return null;
  }
}
