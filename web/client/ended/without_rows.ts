import type { TaskView } from "../../../scheduler/view/task_view.ts";
import type { EndedList } from "./ended_rows.ts";

/**
 * Takes tasks out of a list, wherever they stand: those in sight move up at
 * once, and behind a gap that is not here nothing is known any more.
 */
export function withoutRows(
  list: EndedList,
  gone: ReadonlySet<string>,
): EndedList {
  const rows = new Map<number, TaskView>();
  const byState = { ...list.byState };
  const inOrder = [...list.rows].sort(([a], [b]) => a - b);
  let moved = 0;
  for (const [place, row] of inOrder) {
    if (!gone.has(row.id)) rows.set(place - moved, row);
    else {
      moved++;
      if (row.state in byState) byState[row.state as keyof typeof byState]--;
    }
  }
  const own = list.own?.filter((id) => !gone.has(id)) ?? null;
  // Those that were not here may stand anywhere: they are asked for again.
  const isSure = moved === gone.size;
  return {
    ...list,
    own,
    byState,
    rows: isSure ? rows : new Map(),
    matching: own?.length ?? Math.max(0, list.matching - gone.size),
  };
}
