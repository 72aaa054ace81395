import type { SchedulerState } from "../scheduler/mod.ts";
import type { RecoveryPrompt } from "./state.ts";

/**
 * Tells whether to open the dialog: once in a server life, when there is
 * something to restore. With `look`, the one time is left for another.
 */
export function takePrompt(
  prompt: RecoveryPrompt,
  { recovery: { sessions } }: SchedulerState,
  look: boolean,
): boolean {
  if (look) return sessions.length > 0;
  const pending = sessions.length > 0 && !prompt.used;
  prompt.used = true;
  return pending;
}
