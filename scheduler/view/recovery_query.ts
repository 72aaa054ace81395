import type { EntryRef } from "../model/recovery.ts";
import { type Sort, SORTS } from "./ended_query.ts";

export type { EntryRef };

/** The tabs of the recovery dialog. */
export const RECOVERY_TABS = ["last", "earlier", "hidden"] as const;

/** One of them. */
export type RecoveryTab = typeof RECOVERY_TABS[number];

/** The orders within a group; `turn` is the one that they stood in. */
export const RECOVERY_SORTS = ["turn", ...SORTS] as const;

/** One of them. */
export type RecoverySort = "turn" | Sort;

/** What somebody asked to see of what earlier server lives left. */
export interface RecoveryQuery {
  readonly tab: RecoveryTab;
  readonly text: string;
  /** Only entries with this tag. */
  readonly tag: string | null;
  readonly sort: RecoverySort;
}

/** What is asked for by default. */
export const ANY_RECOVERY: RecoveryQuery = {
  tab: "last",
  text: "",
  tag: null,
  sort: "turn",
};

/** Reads a query from an address; what it does not know, it leaves out. */
export function readRecoveryQuery(params: URLSearchParams): RecoveryQuery {
  const { tab, sort } = ANY_RECOVERY;
  return {
    tab: RECOVERY_TABS.find((one) => one === params.get("tab")) ?? tab,
    text: (params.get("q") ?? "").trim(),
    tag: params.get("tag") || null,
    sort: RECOVERY_SORTS.find((one) => one === params.get("sort")) ?? sort,
  };
}

/** Writes a query as an address's search part, without what is usual. */
export function writeRecoveryQuery(
  { tab, text, tag, sort }: RecoveryQuery,
  more: Readonly<Record<string, string>> = {},
): string {
  const params = new URLSearchParams();
  if (tab !== ANY_RECOVERY.tab) params.set("tab", tab);
  if (text !== "") params.set("q", text);
  if (tag !== null) params.set("tag", tag);
  if (sort !== ANY_RECOVERY.sort) params.set("sort", sort);
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  const written = params.toString();
  return written === "" ? "" : `?${written}`;
}

/** Names an entry among all, as a form field and as a key. */
export function keyOfEntry({ sessionId, section, id }: EntryRef): string {
  return JSON.stringify([sessionId, section, id]);
}

/** Reads what {@linkcode keyOfEntry} wrote; `null` for anything else. */
export function entryOfKey(key: string): EntryRef | null {
  const parts = partsOf(key);
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  if (!parts.every((part) => typeof part === "string")) return null;
  const [sessionId, section, id] = parts as [
    string,
    EntryRef["section"],
    string,
  ];
  return { sessionId, section, id };
}

function partsOf(key: string): unknown {
  try {
    return JSON.parse(key);
  } catch {
    return null; // It was not we who wrote it.
  }
}
