import type { SchedulerState, TaskView } from "../../../scheduler/mod.ts";

/** A tag, and the tasks that carry it. */
export interface ListedTag {
  readonly name: string;
  readonly count: number;
  /** How many of them there are in each state that any is in. */
  readonly byState: Readonly<Partial<Record<TaskView["state"], number>>>;
}

/** Lists all tags on record, the most used first. */
export function listTags({ tasks }: SchedulerState): readonly ListedTag[] {
  const byTag = new Map<string, Map<TaskView["state"], number>>();
  for (const { spec, state } of tasks.values()) {
    for (const tag of spec.tags) {
      const states = byTag.getOrInsertComputed(tag, () => new Map());
      states.set(state.name, (states.get(state.name) ?? 0) + 1);
    }
  }
  return [...byTag].map(([name, states]) => ({
    name,
    count: [...states.values()].reduce((sum, count) => sum + count, 0),
    byState: Object.fromEntries(states),
  })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
