import type { ListPage } from "../../scheduler/view/completed_list.ts";
import {
  END_STATES,
  type EndStateName,
  type ListQuery,
  SORTS,
  writeListQuery,
} from "../../scheduler/view/ended_query.ts";
import { SORT_WORDS } from "../../scheduler/view/sort_words.ts";
import { STATE_WORDS } from "../../scheduler/view/task_words.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode FilterBar} is given. */
export interface FilterBarProps {
  readonly page: ListPage;
  /** Another order was chosen; without it the button sends the form. */
  readonly onSort?: (form: HTMLFormElement) => void;
}

/**
 * The server writes the value. A browser must not write it again, or it would
 * take back what was typed before the page came alive.
 */
const VALUE = typeof document === "undefined" ? "value" : "defaultValue";

/** Search, states and order: a plain form, so that an address says it all. */
export function FilterBar({ page, onSort }: FilterBarProps) {
  const { query, byState } = page;
  const isFiltered = query.text !== "" || query.states.length > 0;
  return (
    <form class="fb" method="get" role="search" data-filter>
      <div class="inw">
        <Icon name="search" />
        <input
          class="in"
          type="search"
          name="q"
          {...{ [VALUE]: query.text }}
          placeholder="Search ids, commands, causes"
          aria-label="Search ended tasks"
        />
      </div>
      <div class="grp" role="group" aria-label="States">
        {END_STATES.map((state) => (
          <StateChip
            key={state}
            state={state}
            count={byState[state]}
            query={query}
          />
        ))}
        {isFiltered && <a class="b sm gh" href="/completed_task">Clear</a>}
      </div>
      <span class="grow" />
      {query.states.map((state) => (
        <input key={state} type="hidden" name="state" value={state} />
      ))}
      <select
        class="in"
        name="sort"
        aria-label="Sort"
        onChange={(event) => {
          const { form } = event.currentTarget;
          if (form !== null) onSort?.(form);
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort} selected={sort === query.sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </select>
      <button class="b" type="submit">Search</button>
    </form>
  );
}

function StateChip(
  { state, count, query }: {
    state: EndStateName;
    count: number;
    query: ListQuery;
  },
) {
  const isOn = query.states.includes(state);
  const states = isOn
    ? query.states.filter((one) => one !== state)
    : [...query.states, state];
  return (
    <a
      class={`chip${isOn ? " on" : ""}`}
      href={`/completed_task${writeListQuery({ ...query, states, page: 1 })}`}
      title={isOn ? "Shown; click to leave out" : "Click to show these"}
    >
      <span class={`st ${state}`}>
        <Icon name={`s-${state}`} />
      </span>
      {STATE_WORDS[state]} {grouped(count)}
    </a>
  );
}
