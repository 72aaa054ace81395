import type { ListPage } from "../../scheduler/view/completed_list.ts";
import {
  ALL_ENDED,
  END_STATES,
  type EndStateName,
  isFiltered,
  type ListQuery,
  NO_GPU,
  NO_TAG,
  SORTS,
  toggled,
  writeListQuery,
} from "../../scheduler/view/ended_query.ts";
import { SORT_WORDS } from "../../scheduler/view/sort_words.ts";
import { STATE_WORDS } from "../../scheduler/view/task_words.ts";
import type { Viewer } from "../../scheduler/view/whose.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { MineChip } from "../parts/MineChip.tsx";
import { Icon } from "../parts/Icon.tsx";
import { DateMenu } from "./DateMenu.tsx";
import { FilterMenu } from "./FilterMenu.tsx";

/** What {@linkcode FilterBar} is given. */
export interface FilterBarProps {
  readonly page: Omit<ListPage, "rows" | "offset">;
  readonly viewer: Viewer | undefined;
  /** Whether it stands in an order of one's own, which a script keeps. */
  readonly own?: boolean;
}

/**
 * The server writes the value. A browser must not write it again, or it would
 * take back what was typed before the page came alive.
 */
const VALUE = typeof document === "undefined" ? "value" : "defaultValue";

/** Search, filters and order: a plain form, so that an address says it all. */
export function FilterBar({ page, viewer, own = false }: FilterBarProps) {
  const { query, tags, gpus } = page;
  return (
    <form class="fb" method="get" role="search" data-filter>
      <div class="inw">
        <Icon name="search" />
        <input
          class="in"
          type="search"
          name="q"
          {...{ [VALUE]: query.text }}
          placeholder="Search ids, commands, causes, tags"
          aria-label="Search ended tasks"
        />
        <kbd class="needs-js" aria-hidden="true">/</kbd>
      </div>
      <StateChips page={page} />
      <div class="menus">
        <MineChip
          viewer={viewer}
          text={query.text}
          hrefOf={(text) =>
            `completed_task${writeListQuery({ ...query, text, page: 1 })}`}
        />
        <FilterMenu
          noun="GPU"
          name="gpu"
          chosen={query.gpus}
          choices={gpus.map(({ gpu, count }) => ({
            value: gpu === null ? NO_GPU : String(gpu),
            label: gpu === null ? "No GPU" : String(gpu),
            count,
          }))}
        />
        <FilterMenu
          noun="Tag"
          name="tag"
          chosen={query.tags}
          choices={tags.map(({ tag, count }) => ({
            value: tag ?? NO_TAG,
            label: tag ?? "No tag",
            count,
          }))}
        />
        <DateMenu since={query.since} until={query.until} />
        {isFiltered(query) && <Clear sort={query.sort} />}
      </div>
      <span class="grow" />
      <select class="in" name="sort" aria-label="Sort">
        {SORTS.map((sort) => (
          <option
            key={sort}
            value={sort}
            selected={!own && sort === query.sort}
          >
            {SORT_WORDS[sort]}
          </option>
        ))}
        <option value="own" class="needs-js" selected={own}>Own order</option>
      </select>
      <button class="b without-js" type="submit">Apply</button>
    </form>
  );
}

function Clear({ sort }: Pick<ListQuery, "sort">) {
  const href = `completed_task${writeListQuery({ ...ALL_ENDED, sort })}`;
  return <a class="b sm gh" href={href} data-query>Clear</a>;
}

function StateChips({ page }: Pick<FilterBarProps, "page">) {
  const { query, byState } = page;
  return (
    <div class="grp" role="group" aria-label="States">
      {END_STATES.map((state) => (
        <StateChip
          key={state}
          state={state}
          count={byState[state]}
          query={query}
        />
      ))}
      {query.states.map((state) => (
        <input key={state} type="hidden" name="state" value={state} />
      ))}
    </div>
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
  const states = toggled(query.states, state);
  return (
    <a
      class={`chip${isOn ? " on" : ""}`}
      href={`completed_task${writeListQuery({ ...query, states, page: 1 })}`}
      title={isOn ? "Shown; click to leave out" : "Click to show these"}
      aria-current={isOn ? "true" : undefined}
      data-query
    >
      <span class={`st ${state}`}>
        <Icon name={`s-${state}`} />
      </span>
      {STATE_WORDS[state]} {grouped(count)}
    </a>
  );
}
