import type { EntryRef, RecoveryHistory } from "../model/recovery.ts";
import type { Task } from "../model/task.ts";
import { naturalKey, sortEnded } from "./ended_order.ts";
import type {
  RecoveryQuery,
  RecoverySort,
  RecoveryTab,
} from "./recovery_query.ts";
import type {
  RecoveryGroup,
  RecoverySlice,
  TagCount,
} from "./recovery_view.ts";
import { hasTerms, termsOf } from "./task_search.ts";
import { viewTask } from "./task_view.ts";

interface Found extends RecoveryGroup {
  readonly tasks: readonly Task[];
}

/** Which entries are wanted, counted from the first that matches. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Finds, orders and cuts out some of what earlier server lives left. */
export function recoverySlice(
  history: RecoveryHistory,
  query: RecoveryQuery,
  { offset, limit }: Window,
): RecoverySlice {
  const all = groupsOf(history, query.tab).map((group) =>
    withTasks(group, group.tasks.filter(saysAll(query.text)))
  );
  const found = all.map((group) => tagged(group, query.tag))
    .filter(({ count }) => count > 0);
  return {
    savedAtMs: history.sessions[0]?.savedAtMs ?? null,
    tabs: tabCounts(history),
    tags: tagCounts(all.flatMap(({ tasks }) => tasks)),
    groups: found.map(({ tasks: _tasks, ...group }) => group),
    matching: found.reduce((sum, { count }) => sum + count, 0),
    offset,
    entries: windowOf(found, query, { offset, limit }).map((one) => ({
      ...one,
      task: viewTask(one.task),
    })),
  };
}

/** Names all entries that match: of every group, or of one. */
export function recoveryRefs(
  history: RecoveryHistory,
  query: RecoveryQuery,
  group: Pick<RecoveryGroup, "sessionId" | "section"> | null,
): EntryRef[] {
  const found = groupsOf(history, query.tab)
    .filter(({ sessionId, section }) =>
      group === null ||
      sessionId === group.sessionId && section === group.section
    )
    .map((one) => withTasks(one, one.tasks.filter(saysAll(query.text))))
    .map((one) => tagged(one, query.tag));
  return windowOf(found, query, { offset: 0, limit: Infinity })
    .map(({ sessionId, section, task: { id } }) => ({
      sessionId,
      section,
      id,
    }));
}

/** How many entries each tab has. */
export function tabCounts(
  { sessions, hidden }: RecoveryHistory,
): Readonly<Record<RecoveryTab, number>> {
  const [last = 0, ...earlier] = sessions.map(({ entries }) =>
    entries.ongoing.size + entries.queued.size + entries.completed.size
  );
  const sum = earlier.reduce((total, size) => total + size, 0);
  return { last, earlier: sum, hidden: hidden.size };
}

function groupsOf(
  { sessions, hidden }: RecoveryHistory,
  tab: RecoveryTab,
): readonly Found[] {
  if (tab === "hidden") {
    const tasks = [...hidden.values()].map(({ task }) => task);
    const section = "hidden" as const;
    const savedAtMs = null;
    return [{ sessionId: "hidden", section, savedAtMs, count: 0, tasks }];
  }
  const shown = tab === "last" ? sessions.slice(0, 1) : sessions.slice(1);
  return shown.flatMap(({ sessionId, savedAtMs, entries }) =>
    (["ongoing", "queued", "completed"] as const).map((section) => {
      const tasks = [...entries[section].values()];
      return { sessionId, section, savedAtMs, count: tasks.length, tasks };
    })
  );
}

/** Only the entries that are to be told are put in order and shown. */
function windowOf(
  groups: readonly Found[],
  { sort }: RecoveryQuery,
  { offset, limit }: Window,
) {
  const end = offset + limit;
  let first = 0;
  return groups.flatMap(({ sessionId, section, count, tasks }) => {
    const [from, to] = [Math.max(0, offset - first), end - first];
    first += count;
    if (from >= count || to <= 0) return [];
    return inOrder(tasks, section, sort).slice(from, to).map((task) => ({
      // Two hidden entries may have the same id, but were not submitted at once.
      sessionId: section === "hidden" ? `${task.submittedAtMs}` : sessionId,
      section,
      task,
    }));
  });
}

/** What waited stands in its turn, what ran by its start or end. */
function inOrder(
  tasks: readonly Task[],
  section: RecoveryGroup["section"],
  sort: RecoverySort,
): readonly Task[] {
  if (sort === "turn" && section === "queued") {
    return tasks.toSorted((a, b) => a.turn - b.turn);
  }
  const usual = section === "ongoing" ? "started-newest" : "ended-newest";
  const keys = new Map<string, string>();
  const keyOf = (name: string) => keys.getOrInsertComputed(name, naturalKey);
  return sortEnded([...tasks], sort === "turn" ? usual : sort, keyOf);
}

function withTasks(group: Found, tasks: readonly Task[]): Found {
  return { ...group, count: tasks.length, tasks };
}

function saysAll(text: string): (task: Task) => boolean {
  const terms = termsOf(text);
  return terms.length === 0
    ? () => true
    : (task) => hasTerms(viewTask(task), terms);
}

function tagged(group: Found, tag: string | null): Found {
  return tag === null ? group : withTasks(
    group,
    group.tasks.filter(({ spec }) => spec.tags.includes(tag)),
  );
}

function tagCounts(tasks: readonly Task[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { spec } of tasks) {
    for (const tag of spec.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
