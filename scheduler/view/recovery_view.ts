import type { RecoveryHistory, Section } from "../model/recovery.ts";
import type { EpochMs } from "../model/units.ts";
import { type TaskView, viewTask } from "./task_view.ts";

/** One entry of the recovery history as shown. */
export interface RecoveryEntryView {
  readonly sessionId: string;
  readonly section: Section | "hidden";
  readonly task: TaskView;
}

/** One earlier server life as shown, its groups in the order to decide on. */
export interface RecoverySessionView {
  readonly sessionId: string;
  readonly savedAtMs: EpochMs;
  readonly ongoing: readonly RecoveryEntryView[];
  readonly queued: readonly RecoveryEntryView[];
  readonly completed: readonly RecoveryEntryView[];
}

/** What earlier server lives left to decide on, newest first. */
export interface RecoveryView {
  readonly sessions: readonly RecoverySessionView[];
  readonly hidden: readonly RecoveryEntryView[];
}

/** Shows the recovery history. */
export function viewRecovery(
  { sessions, hidden }: RecoveryHistory,
): RecoveryView {
  return {
    sessions: sessions.map(({ sessionId, savedAtMs, entries }) => {
      const group = (section: Section): RecoveryEntryView[] =>
        [...entries[section].values()].map((task) => ({
          sessionId,
          section,
          task: viewTask(task),
        }));
      return {
        sessionId,
        savedAtMs,
        ongoing: group("ongoing"),
        queued: group("queued"),
        completed: group("completed"),
      };
    }),
    hidden: [...hidden.values()].map(({ task }) => ({
      sessionId: "",
      section: "hidden" as const,
      task: viewTask(task),
    })),
  };
}
