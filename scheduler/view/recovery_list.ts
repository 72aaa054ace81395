import { hasTerms, termsOf } from "./completed_list.ts";
import type { RecoveryEntryView, RecoveryView } from "./recovery_view.ts";

/** The tabs of the recovery dialog. */
export const RECOVERY_TABS = ["last", "earlier", "hidden"] as const;

/** One of them. */
export type RecoveryTab = typeof RECOVERY_TABS[number];

/** What stands under one head. */
export interface RecoveryGroup {
  readonly key: string;
  readonly title: string;
  /** When its session was saved; `null` where that says nothing. */
  readonly savedAtMs: number | null;
  readonly entries: readonly RecoveryEntryView[];
}

/** Names an entry among all that the dialog shows. */
export function entryKey(entry: RecoveryEntryView): string {
  return JSON.stringify([entry.sessionId, entry.section, entry.task.id]);
}

/** How many entries each tab has. */
export function tabCounts(
  view: RecoveryView,
): Readonly<Record<RecoveryTab, number>> {
  const sizes = view.sessions.map(({ ongoing, queued, completed }) =>
    ongoing.length + queued.length + completed.length
  );
  const [last = 0, ...earlier] = sizes;
  const sum = earlier.reduce((total, size) => total + size, 0);
  return { last, earlier: sum, hidden: view.hidden.length };
}

/** The groups of a tab that have entries with all the words of a search. */
export function recoveryGroups(
  view: RecoveryView,
  tab: RecoveryTab,
  search: string,
): readonly RecoveryGroup[] {
  const terms = termsOf(search);
  const [last, ...earlier] = view.sessions;
  const sessions = tab === "earlier" ? earlier : last ? [last] : [];
  const groups: RecoveryGroup[] = tab === "hidden"
    ? [group("hidden", "Hidden", null, view.hidden)]
    : sessions.flatMap(({ sessionId, savedAtMs, ...lists }) => {
      const at = tab === "earlier" ? savedAtMs : null;
      return [
        group(`${sessionId} o`, "Interrupted", at, lists.ongoing),
        group(`${sessionId} q`, "Queued", at, lists.queued),
        group(`${sessionId} c`, "Completed", at, lists.completed),
      ];
    });
  return groups.map((one) => ({
    ...one,
    entries: one.entries.filter(({ task }) => hasTerms(task, terms)),
  })).filter(({ entries }) => entries.length > 0);
}

function group(
  key: string,
  title: string,
  savedAtMs: number | null,
  entries: readonly RecoveryEntryView[],
): RecoveryGroup {
  return { key, title, savedAtMs, entries };
}
