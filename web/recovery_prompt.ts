import type { SchedulerState } from "../scheduler/mod.ts";
import type { RecoveryPrompt } from "./state.ts";

/**
 * Tells whether to open the dialog: once in a server life, when there is
 * something to restore. With `look`, the one time is left for another.
 */
export function takePrompt(
  prompt: RecoveryPrompt,
  by: keyof RecoveryPrompt,
  { recovery: { sessions } }: SchedulerState,
  look: boolean,
): boolean {
  if (look) return sessions.length > 0;
  const pending = sessions.length > 0 && !prompt[by];
  prompt[by] = true;
  return pending;
}

/** A decision was made: nobody is asked any more. */
export function endPrompt(prompt: RecoveryPrompt): void {
  prompt.used = true;
  prompt.usedByAnt = true;
}
