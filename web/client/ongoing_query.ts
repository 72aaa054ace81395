import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  ONGOING_SORTS,
  ongoingAddress,
  type OngoingQuery,
} from "../../scheduler/view/ongoing_list.ts";
import { recall, remember } from "./remembered.ts";
import { typedInto } from "./typed_into.ts";

const SORT = "ant.ongoing.sort";
const GROUPED = "ant.ongoing.grouped";

/** What is asked for, and the way to ask for something else. */
export interface OngoingAsking {
  readonly query: OngoingQuery;
  readonly setQuery: (change: Partial<OngoingQuery>) => void;
}

/**
 * What a person wants to see of the running tasks: as the address says, and
 * where it says nothing, ordered as this browser remembers it.
 */
export function useOngoingQuery(initial: OngoingQuery): OngoingAsking {
  const query = useSignal(initial);
  useEffect(() => {
    const said = new URLSearchParams(location.search);
    const sort = ONGOING_SORTS.find((known) => known === recall(SORT));
    query.value = {
      ...query.value,
      text: typedInto("#ongoing-search", query.value.text),
      ...said.has("sort") || sort === undefined ? {} : { sort },
      ...said.has("by") ? {} : { isGrouped: recall(GROUPED) === true },
    };
  }, []);
  const setQuery = (change: Partial<OngoingQuery>) => {
    const next = query.value = { ...query.value, ...change };
    if (change.sort !== undefined) remember(SORT, next.sort);
    if (change.isGrouped !== undefined) remember(GROUPED, next.isGrouped);
    const said = { ...next, sort: "mine", isGrouped: false } as const;
    history.replaceState(history.state, "", ongoingAddress(said));
  };
  return { query: query.value, setQuery };
}

/** Tells whether a value is a list of ids. */
export const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === "string");
