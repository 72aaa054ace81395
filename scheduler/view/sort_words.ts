import type { Sort } from "./ended_query.ts";

/** What each order is called. */
export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  "ended-newest": "Newest first",
  "ended-oldest": "Oldest first",
  "name-az": "Name A–Z",
  "name-za": "Name Z–A",
  "started-newest": "Started, newest first",
  "started-oldest": "Started, oldest first",
  "tag": "By tag",
};
