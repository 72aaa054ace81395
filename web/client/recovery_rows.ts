import { batch, signal } from "@preact/signals";
import {
  ANY_RECOVERY,
  keyOfEntry,
  type RecoveryQuery,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import type {
  RecoveryEntryView,
  RecoverySlice,
} from "../../scheduler/view/recovery_view.ts";
import { ask } from "./api.ts";
import { reasonOf } from "./toasts.ts";

/** Entries fetched at once. */
const CHUNK = 100;

interface Told extends RecoverySlice {
  /** Whether this server life still has to ask. */
  readonly pending: boolean;
}

/** The entries that match, fetched piece by piece as they come into view. */
export class RecoveryRows {
  readonly query = signal(ANY_RECOVERY);
  /** Counts and groups; `null` before the first answer. */
  readonly slice = signal<RecoverySlice | null>(null);
  /** By their place in the list; what was not fetched yet is `undefined`. */
  readonly rows = signal<readonly (RecoveryEntryView | undefined)[]>([]);
  /** Why the list could not be read. */
  readonly problem = signal<string | null>(null);
  #generation = 0;
  #asked = new Set<number>();

  /** Reads the list from its beginning; resolves with the server's `pending`. */
  async load(
    query: RecoveryQuery = this.query.value,
    more: Readonly<Record<string, string>> = {},
  ): Promise<boolean> {
    const generation = ++this.#generation;
    this.query.value = query;
    try {
      const told = await askFor(query, { ...more, limit: `${CHUNK}` });
      if (generation !== this.#generation) return told.pending;
      this.#asked = new Set([0]);
      batch(() => {
        this.problem.value = null;
        this.slice.value = told;
        this.rows.value = placed(
          new Array(told.matching).fill(undefined),
          told,
        );
      });
      return told.pending;
    } catch (error) {
      this.problem.value = reasonOf(error);
      throw error;
    }
  }

  /** Fetches what is missing of the rows that are about to be seen. */
  want(from: number, count: number): void {
    const last = Math.min(from + count, this.rows.value.length) - 1;
    for (let at = Math.floor(from / CHUNK); at * CHUNK <= last; at++) {
      if (this.#asked.has(at)) continue;
      this.#asked.add(at);
      void this.#fetch(at);
    }
  }

  /** Takes an entry out before the server has said so. */
  drop(entry: RecoveryEntryView, isHidden: boolean): void {
    const { slice, rows } = this;
    const place = rows.value.indexOf(entry);
    if (slice.value === null || place === -1) return;
    const { tab } = this.query.value;
    slice.value = without(slice.value, entry, place, tab, isHidden);
    rows.value = rows.value.toSpliced(place, 1);
  }

  async #fetch(at: number): Promise<void> {
    const generation = this.#generation;
    try {
      const told = await askFor(this.query.value, {
        offset: `${at * CHUNK}`,
        limit: `${CHUNK}`,
      });
      if (generation !== this.#generation) return;
      this.rows.value = placed([...this.rows.value], told);
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#asked.delete(at); // To be tried again when it is next in view.
      this.problem.value = reasonOf(error);
    }
  }
}

function askFor(
  query: RecoveryQuery,
  more: Readonly<Record<string, string>>,
): Promise<Told> {
  const path = `api/v1/recovery${writeRecoveryQuery(query, more)}`;
  return ask("GET", path) as Promise<Told>;
}

function placed(
  rows: (RecoveryEntryView | undefined)[],
  { offset, entries }: RecoverySlice,
): readonly (RecoveryEntryView | undefined)[] {
  for (const [place, entry] of entries.entries()) rows[offset + place] = entry;
  return rows;
}

function without(
  slice: RecoverySlice,
  { task, section }: RecoveryEntryView,
  place: number,
  tab: RecoveryQuery["tab"],
  isHidden: boolean,
): RecoverySlice {
  let first = 0;
  const groups = slice.groups.map((group) => {
    const isHere = place >= first && place < first + group.count;
    first += group.count;
    return isHere ? { ...group, count: group.count - 1 } : group;
  });
  const tabs = { ...slice.tabs, [tab]: slice.tabs[tab] - 1 };
  if (isHidden && section !== "hidden") tabs.hidden++;
  return {
    ...slice,
    tabs,
    groups: groups.filter(({ count }) => count > 0),
    tags: slice.tags.map(({ name, count }) => ({
      name,
      count: count - (task.tags.includes(name) ? 1 : 0),
    })).filter(({ count }) => count > 0),
    matching: slice.matching - 1,
  };
}

/** The key of an entry as shown. */
export function keyOfRow({ sessionId, section, task }: RecoveryEntryView) {
  return keyOfEntry({ sessionId, section, id: task.id });
}
