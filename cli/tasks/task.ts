import type { TaskView } from "../../scheduler/view/task_view.ts";
import { EXIT_CODES } from "../failure.ts";

/** A task as the server shows it, and why it waits. */
export interface Task extends TaskView {
  readonly waits?: string | null;
}

/** States from which a task goes on by itself. */
export const ACTIVE = ["starting", "running", "stopping"] as const;
/** States in which a task has ended. */
export const ENDED = ["succeeded", "failed", "terminated", "lost"] as const;
/** Every state that there is. */
export const STATES = ["queued", ...ACTIVE, ...ENDED] as const;

/** Whether a task has ended for good; one to be tried again has not. */
export function hasEnded({ state }: Pick<TaskView, "state">): boolean {
  return (ENDED as readonly string[]).includes(state);
}

/** The exit code that `ant run --wait` hands on. */
export function exitCodeOf({ state, end }: TaskView): number {
  if (state === "succeeded") return EXIT_CODES.done.code;
  return end?.exitCode || EXIT_CODES.failed.code;
}

/** How a task ended, in a few words; no word twice. */
export function endWords({ state, end }: TaskView): string {
  if (!end?.cause) return state;
  return end.cause.startsWith(state) ? end.cause : `${state}: ${end.cause}`;
}
