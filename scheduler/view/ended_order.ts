import type { Task } from "../model/task.ts";
import type { Sort } from "./ended_query.ts";

/**
 * A key under which names stand as people expect: `run-9` before `run-10`,
 * whatever the case and the accents. Comparing keys is some ten times faster
 * than a collator, which counts with ten thousand names.
 */
export function naturalKey(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\d+/g, numberKey);
}

/** Puts the number of digits in front: 1 to 8, `91` for nine, and so on. */
function numberKey(run: string): string {
  const digits = run.replace(/^0+(?=\d)/, "");
  const rest = digits.length - 1;
  return "9".repeat(Math.floor(rest / 8)) + (rest % 8 + 1) + digits;
}

/** Sorts tasks in place; those that are equal stand by their names. */
export function sortEnded(
  tasks: Task[],
  sort: Sort,
  keyOf: (name: string) => string,
): Task[] {
  const byName = (a: Task, b: Task) =>
    compare(keyOf(a.id), keyOf(b.id)) || compare(a.id, b.id);
  const byTime = (timeOf: (task: Task) => number | null, way: 1 | -1) =>
    tasks.sort((a, b) => {
      const [left, right] = [timeOf(a), timeOf(b)];
      if (left === right) return byName(a, b);
      // Without a time: last, whatever the direction.
      if (left === null) return 1;
      if (right === null) return -1;
      return (left - right) * way;
    });
  switch (sort) {
    case "ended-newest":
      return byTime(({ endedAtMs }) => endedAtMs, -1);
    case "ended-oldest":
      return byTime(({ endedAtMs }) => endedAtMs, 1);
    case "started-newest":
      return byTime(({ startedAtMs }) => startedAtMs, -1);
    case "started-oldest":
      return byTime(({ startedAtMs }) => startedAtMs, 1);
    case "name-az":
      return tasks.sort(byName);
    case "name-za":
      return tasks.sort((a, b) => byName(b, a));
    case "tag":
      byTime(({ endedAtMs }) => endedAtMs, -1);
      return tasks.sort((a, b) => compare(tagKey(a, keyOf), tagKey(b, keyOf)));
  }
}

/** By the first tag; those without one stand last. */
function tagKey({ spec }: Task, keyOf: (name: string) => string): string {
  const [tag] = spec.tags;
  return tag === undefined ? "\uffff" : keyOf(tag);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
