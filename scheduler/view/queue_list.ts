import type { QueueSight } from "./queue_sight.ts";
import { hasTerms, termsOf } from "./task_search.ts";
import { hasTags, tagCounts } from "./task_tags.ts";
import type { TaskView } from "./task_view.ts";

/** What a person wants to see of the queue. */
export interface QueueQuery {
  readonly text: string;
  /** A task must carry one of them; any may where there are none. */
  readonly tags: readonly string[];
  /** The first row that is shown of those that match, from 1. */
  readonly from: number;
}

/** How many rows a page of the queue shows at first. */
export const QUEUE_ROWS = 100;

/** Everything, from its head. */
export const WHOLE_QUEUE: QueueQuery = { text: "", tags: [], from: 1 };

/** Reads an address; what makes no sense counts as not said. */
export function readQueueQuery(params: URLSearchParams): QueueQuery {
  const from = Math.floor(Number(params.get("from") ?? 1));
  return {
    text: params.get("q") ?? "",
    tags: [...new Set(params.getAll("tag").filter((tag) => tag !== ""))],
    from: from > 1 && Number.isSafeInteger(from) ? from : 1,
  };
}

/** The address that says the same; what is usual is left out. */
export function queueAddress(path: string, query: QueueQuery): string {
  const params = new URLSearchParams();
  if (query.text !== "") params.set("q", query.text);
  for (const tag of query.tags) params.append("tag", tag);
  if (query.from > 1) params.set("from", String(query.from));
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Tells whether a query leaves tasks out. */
export function isNarrowed({ text, tags }: QueueQuery): boolean {
  return termsOf(text).length > 0 || tags.length > 0;
}

/** Finds what a query asks for among tasks in turn, as many as fit. */
export function seeQueue(
  queued: readonly TaskView[],
  query: QueueQuery,
  fit: number,
): QueueSight {
  const terms = termsOf(query.text);
  const isWanted = (task: TaskView) =>
    hasTags(task, query.tags) && hasTerms(task, terms);
  const found = queued.map((task, place) => ({ task, place }))
    .filter(({ task }) => isWanted(task));
  return {
    rows: found.slice(query.from - 1, query.from - 1 + fit),
    matching: found.map(({ task }) => task.id),
    count: found.length,
    tags: tagCounts(queued),
  };
}
