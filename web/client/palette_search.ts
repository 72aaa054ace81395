import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TaskView } from "../../scheduler/view/task_view.ts";

/** What the server found, and whether it still looks. */
export interface TaskSearch {
  readonly tasks: readonly TaskView[];
  readonly state: "idle" | "busy" | "failed";
}

const SETTLE_MS = 150;
const MOST = 30;
const NOTHING: TaskSearch = { tasks: [], state: "idle" };

/** Looks for tasks among all that the server has, once typing pauses. */
export function useTaskSearch(query: string): ReadonlySignal<TaskSearch> {
  const search = useSignal<TaskSearch>(NOTHING);
  const asked = query.trim();
  useEffect(() => {
    if (asked === "") {
      search.value = NOTHING;
      return;
    }
    const leave = new AbortController();
    search.value = { ...search.peek(), state: "busy" };
    const settled = setTimeout(async () => {
      const tasks = await read(asked, leave.signal).catch(() => null);
      if (leave.signal.aborted) return;
      search.value = tasks === null
        ? { tasks: [], state: "failed" }
        : { tasks, state: "idle" };
    }, SETTLE_MS);
    return () => {
      clearTimeout(settled);
      leave.abort();
    };
  }, [asked]);
  return search;
}

async function read(
  asked: string,
  signal: AbortSignal,
): Promise<readonly TaskView[]> {
  const query = new URLSearchParams({ q: asked, limit: `${MOST}` });
  const response = await fetch(`api/v1/tasks?${query}`, { signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { tasks } = await response.json() as { tasks: readonly TaskView[] };
  return tasks;
}
