import { effect, signal } from "@preact/signals";
import type { BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { board } from "./feed.ts";
import { onRemembered, recall, remember } from "./remembered.ts";

/** Which failures a person has looked at. */
export interface Looked {
  /** All that ended until then. */
  readonly untilMs: number;
  /** And of the later ones, these. */
  readonly ids: readonly string[];
}

const KEY = "ant.looked_at";
const MOST_IDS = 200;

/** Keeps the page's icon and title true: what runs, and what broke. */
export function markPage(): void {
  const looked = signal(readLooked(recall(KEY)));
  const isSeen = signal(document.visibilityState === "visible");
  onRemembered(KEY, () => looked.value = readLooked(recall(KEY)));
  document.addEventListener("visibilitychange", () => {
    isSeen.value = document.visibilityState === "visible";
  });
  effect(() => {
    const now = board.value;
    if (now === null) return;
    const before = looked.value;
    const next = isSeen.value || before === null
      ? lookedFrom(new URL(location.href), now, before)
      : before;
    if (next !== before) {
      remember(KEY, next);
      looked.value = next;
      return;
    }
    show(now.counts.active > 0, unseenFailures(now, next!).length);
  });
}

/**
 * What has been looked at once this page is open: on Completed everything,
 * on a log its task. A browser that comes for the first time has no debts.
 */
export function lookedFrom(
  { pathname, searchParams }: URL,
  now: BoardView,
  before: Looked | null,
): Looked {
  const latestMs = now.ended[0]?.endedAtMs ?? 0;
  if (before === null) return { untilMs: latestMs, ids: [] };
  const unseen = unseenFailures(now, before);
  if (pathname.endsWith("/completed_task") && unseen.length > 0) {
    return { untilMs: latestMs, ids: [] };
  }
  const id = pathname.endsWith("/logs") ? searchParams.get("task_id") : null;
  return unseen.some((task) => task.id === id)
    ? { ...before, ids: [...before.ids, id!].slice(-MOST_IDS) }
    : before;
}

/** The failures that nobody has looked at. */
export function unseenFailures(
  { ended }: BoardView,
  { untilMs, ids }: Looked,
): readonly TaskView[] {
  return ended.filter(({ id, state, endedAtMs }) =>
    (state === "failed" || state === "lost") &&
    endedAtMs !== null && endedAtMs > untilMs && !ids.includes(id)
  );
}

function show(runs: boolean, failures: number): void {
  const name = `favicon${runs ? "_runs" : ""}${failures > 0 ? "_failed" : ""}`;
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = `${name}.svg`;
  if (link !== null && !link.href.endsWith(`/${href}`)) link.href = href;
  const plain = document.title.replace(/^\(\d+\) /, "");
  const title = failures > 0 ? `(${failures}) ${plain}` : plain;
  if (title !== document.title) document.title = title;
}

function readLooked(stored: unknown): Looked | null {
  const { untilMs, ids } = (stored ?? {}) as Partial<Looked>;
  return typeof untilMs === "number" && Array.isArray(ids)
    ? { untilMs, ids }
    : null;
}
