import { hasTerms, termsOf } from "./task_search.ts";
import { hasTags } from "./task_tags.ts";
import type { TaskView } from "./task_view.ts";

/** The orders that running tasks can stand in; the first is a person's own. */
export const ONGOING_SORTS = [
  "mine",
  "started-newest",
  "started-oldest",
  "name-az",
  "name-za",
  "gpu",
] as const;

/** One of them. */
export type OngoingSort = typeof ONGOING_SORTS[number];

/** What a person wants to see of the running tasks. */
export interface OngoingQuery {
  readonly text: string;
  readonly tags: readonly string[];
  readonly sort: OngoingSort;
  readonly isGrouped: boolean;
}

/** Tasks that stand together; without a name where nothing is grouped. */
export interface OngoingGroup {
  /** `null` for those without a tag. */
  readonly tag: string | null;
  readonly tasks: readonly TaskView[];
}

/** Reads an address; what makes no sense counts as not said. */
export function readOngoingQuery(params: URLSearchParams): OngoingQuery {
  const sort = params.get("sort");
  return {
    text: params.get("q") ?? "",
    tags: [...new Set(params.getAll("tag").filter((tag) => tag !== ""))],
    sort: ONGOING_SORTS.find((known) => known === sort) ?? "mine",
    isGrouped: params.get("by") === "tag",
  };
}

/** The address that says the same; what is usual is left out. */
export function ongoingAddress(query: OngoingQuery): string {
  const params = new URLSearchParams();
  if (query.text !== "") params.set("q", query.text);
  for (const tag of query.tags) params.append("tag", tag);
  if (query.sort !== "mine") params.set("sort", query.sort);
  if (query.isGrouped) params.set("by", "tag");
  const text = params.toString();
  return text === "" ? "ongoing_task" : `ongoing_task?${text}`;
}

/** Tells whether a query leaves tasks out. */
export function leavesOut({ text, tags }: OngoingQuery): boolean {
  return termsOf(text).length > 0 || tags.length > 0;
}

/** Finds what a query asks for, in the order given. */
export function findOngoing(
  tasks: readonly TaskView[],
  { text, tags }: OngoingQuery,
): readonly TaskView[] {
  const terms = termsOf(text);
  return tasks.filter((task) => hasTags(task, tags) && hasTerms(task, terms));
}

/**
 * Orders tasks, which come as they started. In a person's own order those
 * that it does not know stand behind the others.
 */
export function sortOngoing(
  tasks: readonly TaskView[],
  sort: OngoingSort,
  mine: readonly string[],
): readonly TaskView[] {
  switch (sort) {
    case "mine": {
      const places = new Map(mine.map((id, place) => [id, place]));
      const placeOf = ({ id }: TaskView) => places.get(id) ?? mine.length;
      return tasks.toSorted((a, b) => placeOf(a) - placeOf(b));
    }
    case "started-oldest":
      return tasks;
    case "started-newest":
      return tasks.toReversed();
    case "name-az":
      return tasks.toSorted(byName);
    case "name-za":
      return tasks.toSorted((a, b) => byName(b, a));
    case "gpu":
      return tasks.toSorted((a, b) => firstGpu(a) - firstGpu(b));
  }
}

/** Puts each task under the first of its tags, those without one last. */
export function groupByTag(
  tasks: readonly TaskView[],
): readonly OngoingGroup[] {
  const groups = Map.groupBy(tasks, ({ tags }) => tags[0] ?? null);
  return [...groups].map(([tag, tasks]) => ({ tag, tasks }))
    .sort((a, b) =>
      a.tag === null ? 1 : b.tag === null ? -1 : compare(a.tag, b.tag)
    );
}

/** Moves one of the ids right before another, or to the end. */
export function movedBefore(
  ids: readonly string[],
  id: string,
  before: string | null,
): readonly string[] {
  const others = ids.filter((one) => one !== id);
  const place = before === null ? -1 : others.indexOf(before);
  return others.toSpliced(place === -1 ? others.length : place, 0, id);
}

function byName(a: TaskView, b: TaskView): number {
  return compare(a.id, b.id);
}

/** `run-9` stands before `run-10`. */
function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true, sensitivity: "base" });
}

function firstGpu({ gpus }: TaskView): number {
  return gpus.length === 0 ? Infinity : Math.min(...gpus);
}
