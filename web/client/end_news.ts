import type { BoardView } from "../../scheduler/view/board.ts";
import { logHref } from "../../scheduler/view/log_href.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import {
  endLine,
  ranFor,
  STATE_WORDS,
} from "../../scheduler/view/task_words.ts";
import { counted } from "../../scheduler/view/words.ts";

/** Tells which tasks ended between one board and the next. */
export class EndNews {
  #known: ReadonlySet<string> | null = null;
  #latestMs = 0;

  /** The tasks that ended since the board before; none for the first. */
  since({ ended }: BoardView): readonly TaskView[] {
    const known = this.#known;
    const latestMs = this.#latestMs;
    this.#known = new Set(ended.map(keyOf));
    this.#latestMs = Math.max(latestMs, ended[0]?.endedAtMs ?? 0);
    if (known === null) return [];
    // An older end comes into sight when a newer one is hidden: no news.
    return ended.filter((task) =>
      (task.endedAtMs ?? 0) >= latestMs && !known.has(keyOf(task))
    );
  }
}

/** One notification. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** Of two with the same tag a browser shows one (Notifications API, 2.5). */
  readonly tag: string;
  readonly href: string;
}

const MOST_APART = 3;

/** Says in notifications what ended: many at once in one. */
export function noticesOf(ends: readonly TaskView[]): readonly Notice[] {
  if (ends.length > MOST_APART) return [summary(ends)];
  return ends.map((task) => ({
    title: `${task.id} ${STATE_WORDS[task.state].toLowerCase()}`,
    body: task.startedAtMs === null
      ? endLine(task)
      : `${endLine(task)}, after ${ranFor(task, task.endedAtMs ?? 0)}`,
    tag: keyOf(task),
    href: logHref(task.id),
  }));
}

function summary(ends: readonly TaskView[]): Notice {
  const counts = new Map<string, number>();
  for (const { state } of ends) counts.set(state, (counts.get(state) ?? 0) + 1);
  const body = [...counts].map(([state, count]) =>
    `${count} ${STATE_WORDS[state as TaskView["state"]].toLowerCase()}`
  ).join(", ");
  return {
    title: `${counted(ends.length, "task")} ended`,
    body,
    tag: keyOf(ends[0]!),
    href: "completed_task",
  };
}

function keyOf({ id, endedAtMs }: TaskView): string {
  return `${id} ${endedAtMs}`;
}
