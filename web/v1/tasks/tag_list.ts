import type { SchedulerState, TaskView } from "../../../scheduler/mod.ts";

/** A tag, and the tasks that carry it. */
export interface ListedTag {
  readonly name: string;
  readonly count: number;
  /** How many of them there are in each state that any is in. */
  readonly byState: Readonly<Partial<Record<TaskView["state"], number>>>;
}

/** Lists all tags on record, the most used first. */
export function listTags(state: SchedulerState): readonly ListedTag[] {
  return [...state.tags.tags()].map((name) => listTag(state, name)!)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** One of them; `null` where no task carries it. */
export function listTag(
  { tags }: SchedulerState,
  name: string,
): ListedTag | null {
  const states = tags.counts(name);
  if (states === null) return null;
  const count = [...states.values()].reduce((sum, count) => sum + count, 0);
  return { name, count, byState: Object.fromEntries(states) };
}
