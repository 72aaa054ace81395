import type { StateName } from "../model/task.ts";
import type { TaskView } from "./task_view.ts";
import { endLine } from "./task_words.ts";

/** The orders that a list of ended tasks can stand in. */
export const SORTS = [
  "ended-newest",
  "ended-oldest",
  "name-az",
  "name-za",
  "started-newest",
  "started-oldest",
] as const;

/** One of them. */
export type Sort = typeof SORTS[number];

/** The states of ended tasks, those that need a person first. */
export const END_STATES = [
  "failed",
  "succeeded",
  "terminated",
  "lost",
] as const;

/** One of them. */
export type EndStateName = typeof END_STATES[number];

/** Rows to a page. */
export const PAGE_SIZE = 50;

/** What somebody asked to see of the ended tasks. */
export interface ListQuery {
  readonly text: string;
  readonly states: readonly EndStateName[];
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

/** One page of the list, with what its controls need. */
export interface ListPage {
  readonly rows: readonly TaskView[];
  readonly query: ListQuery;
  /** How many match the text, by state, whatever states are chosen. */
  readonly byState: Readonly<Record<EndStateName, number>>;
  readonly matching: number;
  readonly pages: number;
  /** The position of the first row among those that match, from 1. */
  readonly first: number;
}

/** Reads a query from an address; what it does not know, it leaves out. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const sort = params.get("sort");
  const page = Number(params.get("page") ?? 1);
  const states = params.getAll("state");
  return {
    text: (params.get("q") ?? "").trim(),
    states: END_STATES.filter((state) => states.includes(state)),
    sort: SORTS.find((known) => known === sort) ?? SORTS[0],
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes a query as an address's search part, without what is usual. */
export function writeListQuery(query: ListQuery): string {
  const params = new URLSearchParams();
  if (query.text !== "") params.set("q", query.text);
  for (const state of query.states) params.append("state", state);
  if (query.sort !== SORTS[0]) params.set("sort", query.sort);
  if (query.page > 1) params.set("page", String(query.page));
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** Finds, orders and cuts out one page. */
export function listPage(
  tasks: Iterable<TaskView>,
  query: ListQuery,
): ListPage {
  const byState = { failed: 0, succeeded: 0, terminated: 0, lost: 0 };
  const terms = termsOf(query.text);
  const found: TaskView[] = [];
  for (const task of tasks) {
    if (!isEndState(task.state) || !hasTerms(task, terms)) continue;
    byState[task.state]++;
    const { states } = query;
    if (states.length === 0 || states.includes(task.state)) found.push(task);
  }
  found.sort(ORDERS[query.sort]);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  const start = (page - 1) * PAGE_SIZE;
  return {
    rows: found.slice(start, start + PAGE_SIZE),
    query: { ...query, page },
    byState,
    matching: found.length,
    pages,
    first: found.length === 0 ? 0 : start + 1,
  };
}

/** Splits a search into words, all of which must occur. */
export function termsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter((term) => term !== "");
}

/** Looks for words in what a task says: values only, never names of fields. */
export function hasTerms(task: TaskView, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const text = [
    task.id,
    task.command,
    task.state,
    endLine(task),
    ...task.tags,
    ...Object.entries(task.envar).map(([name, value]) =>
      `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
    ),
  ].join("\n").toLowerCase();
  return terms.every((term) => text.includes(term));
}

function isEndState(state: StateName): state is EndStateName {
  return (END_STATES as readonly StateName[]).includes(state);
}

type Order = (a: TaskView, b: TaskView) => number;

const NAMES = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const byName: Order = (a, b) => NAMES.compare(a.id, b.id);

/** Orders by a time; those without one stand last, whatever the direction. */
function byTime(
  timeOf: (task: TaskView) => number | null,
  direction: 1 | -1,
): Order {
  return (a, b) => {
    const [left, right] = [timeOf(a), timeOf(b)];
    if (left === right) return byName(a, b);
    if (left === null) return 1;
    if (right === null) return -1;
    return (left - right) * direction;
  };
}

const ORDERS: Readonly<Record<Sort, Order>> = {
  "ended-newest": byTime((task) => task.endedAtMs, -1),
  "ended-oldest": byTime((task) => task.endedAtMs, 1),
  "name-az": byName,
  "name-za": (a, b) => byName(b, a),
  "started-newest": byTime((task) => task.startedAtMs, -1),
  "started-oldest": byTime((task) => task.startedAtMs, 1),
};
