import { type ReadonlySignal, signal } from "@preact/signals";
import type { ListPage } from "../../../scheduler/view/completed_list.ts";
import {
  listParams,
  type ListQuery,
} from "../../../scheduler/view/ended_query.ts";
import type { TaskView } from "../../../scheduler/view/task_view.ts";
import { ask } from "../api.ts";
import { sayFailed } from "../toasts.ts";
import { withoutRows } from "./without_rows.ts";

/** A list of any length, of which some rows are here. */
export interface EndedList extends Omit<ListPage, "rows" | "offset"> {
  /** By their place from 0. */
  readonly rows: ReadonlyMap<number, TaskView>;
  /** All ids in an order of one's own; `null` for the server's order. */
  readonly own: readonly string[] | null;
}

type Answer = Omit<ListPage, "query">;

/** Rows are fetched by so many. */
const CHUNK = 100;
/** With more rows than that, those far from sight are let go. */
const MAX_ROWS = 3_000;

/** Ended tasks, fetched by ranges as they are looked at. */
export class EndedRows {
  readonly #list;
  readonly #asking = signal<ListQuery | null>(null);
  /** Chunks that are here, or on their way. */
  #asked = new Set<number>();
  /** Answers to what was asked before are no answers to what is asked now. */
  #life = 0;

  constructor({ rows, offset, ...page }: ListPage) {
    const placed = new Map(rows.map((row, at) => [offset + at, row]));
    this.#list = signal<EndedList>({ ...page, rows: placed, own: null });
  }

  get list(): ReadonlySignal<EndedList> {
    return this.#list;
  }

  /** What was asked for and is not here yet; `null` for nothing. */
  get asking(): ReadonlySignal<ListQuery | null> {
    return this.#asking;
  }

  /** Fetches what is missing of some places. */
  want(first: number, end: number): void {
    const { rows, matching } = this.#list.peek();
    const last = Math.min(end, matching) - 1;
    for (
      let at = Math.max(0, first);
      at <= last;
      at += CHUNK - at % CHUNK
    ) {
      const chunk = Math.floor(at / CHUNK);
      const upTo = Math.min(last, (chunk + 1) * CHUNK - 1);
      if (this.#asked.has(chunk) || hasAll(rows, at, upTo)) continue;
      this.#asked.add(chunk);
      void this.#fetch(chunk);
    }
  }

  /** Asks for a list up to the present; the one before stays until then. */
  async change(
    query: ListQuery,
    own: readonly string[] | null = null,
  ): Promise<void> {
    const life = ++this.#life;
    this.#asked = new Set([0]);
    this.#asking.value = query;
    try {
      const answer = await this.#part(query, null, own, 0);
      if (life !== this.#life) return;
      this.#take({ ...this.#list.peek(), query, own, rows: new Map() }, answer);
    } catch (error) {
      if (life === this.#life) sayFailed("Not listed", error);
    } finally {
      if (life === this.#life) this.#asking.value = null;
    }
  }

  /** Lets the rows stand in another order of one's own. */
  arrange(own: readonly string[]): void {
    const before = this.#list.peek();
    const known = new Map(
      [...before.rows.values()].map((row) => [row.id, row]),
    );
    const rows = new Map<number, TaskView>();
    own.forEach((id, place) => {
      const row = known.get(id);
      if (row !== undefined) rows.set(place, row);
    });
    this.#asked = new Set();
    this.#list.value = { ...before, own, rows };
  }

  /**
   * Lets rows go that are deleted or hidden. The function that it returns
   * brings back those that stay after all, and tells whether it could: what
   * has changed since has to be asked for.
   */
  drop(ids: readonly string[]): (stay: ReadonlySet<string>) => boolean {
    const before = this.#list.peek();
    const without = (gone: readonly string[]) => {
      this.#life++;
      this.#asked = new Set();
      return this.#list.value = withoutRows(before, new Set(gone));
    };
    const after = without(ids);
    return (stay) => {
      if (this.#list.peek() !== after) return false;
      without(ids.filter((id) => !stay.has(id)));
      return true;
    };
  }

  /** Fetches anew what is in sight; what is there stays until then. */
  refresh(first: number): void {
    this.#life++;
    const chunk = Math.floor(first / CHUNK);
    this.#asked = new Set([chunk]);
    void this.#fetch(chunk, true);
  }

  /** Names those between two places, or all that match. */
  async ids(first = 0, end = Infinity): Promise<readonly string[]> {
    const { query, asOfMs, own } = this.#list.peek();
    if (own !== null) return own.slice(first, end);
    return await endedIds(query, asOfMs, first, end);
  }

  async #fetch(chunk: number, replaces = false): Promise<void> {
    const life = this.#life;
    const { query, asOfMs, own, matching } = this.#list.peek();
    try {
      const answer = await this.#part(query, asOfMs, own, chunk * CHUNK);
      if (life !== this.#life) return;
      const before = this.#list.peek();
      const isOther = replaces || answer.matching !== matching && own === null;
      // The list has changed under us: every place is to be asked again.
      if (isOther) this.#asked = new Set([chunk]);
      this.#take(isOther ? { ...before, rows: new Map() } : before, answer);
    } catch (error) {
      if (life !== this.#life) return;
      this.#asked.delete(chunk); // It may be asked for again.
      sayFailed("Not listed", error);
    }
  }

  async #part(
    query: ListQuery,
    asOfMs: number | null,
    own: readonly string[] | null,
    offset: number,
  ): Promise<Answer> {
    const params = paramsOf(query, asOfMs);
    const ids = own?.slice(offset, offset + CHUNK) ?? [];
    for (const id of ids) params.append("id", id);
    if (own === null) params.set("offset", String(offset));
    const answer = await ask("GET", `api/v1/ended?${params}`) as Answer;
    return own === null ? answer : { ...answer, offset, matching: own.length };
  }

  #take(before: EndedList, { rows, offset, ...page }: Answer): void {
    const all = new Map(before.rows);
    rows.forEach((row, at) => all.set(offset + at, row));
    if (all.size > MAX_ROWS) {
      for (const place of all.keys()) {
        if (Math.abs(place - offset) > MAX_ROWS / 2) {
          all.delete(place);
          this.#asked.delete(Math.floor(place / CHUNK));
        }
      }
    }
    this.#list.value = { ...before, ...page, rows: all };
  }
}

function paramsOf(query: ListQuery, asOfMs: number | null): URLSearchParams {
  const params = listParams({ ...query, page: 1 });
  if (asOfMs !== null) params.set("as_of", String(asOfMs));
  return params;
}

/** Names the ended tasks that a query finds, or some of them. */
export async function endedIds(
  query: ListQuery,
  asOfMs: number | null = null,
  first = 0,
  end = Infinity,
): Promise<readonly string[]> {
  const params = paramsOf(query, asOfMs);
  params.set("fields", "ids");
  params.set("offset", String(first));
  if (end !== Infinity) params.set("limit", String(end - first));
  const answer = await ask("GET", `api/v1/ended?${params}`);
  return (answer as { ids: readonly string[] }).ids;
}

function hasAll(
  rows: ReadonlyMap<number, TaskView>,
  first: number,
  last: number,
): boolean {
  for (let at = first; at <= last; at++) if (!rows.has(at)) return false;
  return true;
}
