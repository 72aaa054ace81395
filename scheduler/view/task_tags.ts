import type { TagCount } from "./queue_sight.ts";
import type { TaskView } from "./task_view.ts";

/** Tells whether a task carries one of the tags; yes where there are none. */
export function hasTags(
  { tags }: TaskView,
  wanted: readonly string[],
): boolean {
  return wanted.length === 0 || wanted.some((tag) => tags.includes(tag));
}

/** Counts the tags of tasks, the most frequent first. */
export function tagCounts(
  tasks: readonly Pick<TaskView, "tags">[],
): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags } of tasks) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}

/** The same tags with one more, or without it. */
export function withTag(
  tags: readonly string[],
  tag: string,
): readonly string[] {
  return tags.includes(tag)
    ? tags.filter((one) => one !== tag)
    : [...tags, tag];
}
