import type { TaskView } from "./task_view.ts";

/** A queued task, and its place in the whole queue, from 0. */
export interface QueuePlaced {
  readonly task: TaskView;
  readonly place: number;
}

/** A tag, and how many tasks carry it. */
export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** What is shown of the queue. */
export interface QueueSight {
  readonly rows: readonly QueuePlaced[];
  /** All that match and are known, shown or not, in turn. */
  readonly matching: readonly string[];
  /** How many match in all. */
  readonly count: number;
  /** Of all that wait, the most frequent first. */
  readonly tags: readonly TagCount[];
}

/** As many of the queue as a glance takes in, beside something else. */
export const QUEUE_HEAD = 20;

/** Shows the head of the queue. */
export function seeHead(
  queued: readonly TaskView[],
  fit: number,
): QueueSight {
  return {
    rows: queued.slice(0, fit).map((task, place) => ({ task, place })),
    matching: queued.map(({ id }) => id),
    count: queued.length,
    tags: [],
  };
}
