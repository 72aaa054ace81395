import type { ComponentChildren } from "preact";
import {
  leavesOut,
  ONGOING_SORTS,
  ongoingAddress,
  type OngoingQuery,
  type OngoingSort,
} from "../../scheduler/view/ongoing_list.ts";
import { tagCounts, withTag } from "../../scheduler/view/task_tags.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import type { Viewer } from "../../scheduler/view/whose.ts";
import { counted } from "../../scheduler/view/words.ts";
import { MineChip } from "../parts/MineChip.tsx";
import { SearchField } from "../parts/SearchField.tsx";
import { TagChips } from "../parts/TagChips.tsx";
import { EndTagged } from "./EndTagged.tsx";

const SORT_WORDS: Readonly<Record<OngoingSort, string>> = {
  mine: "My order",
  "started-newest": "Newest first",
  "started-oldest": "Longest first",
  "name-az": "Name A–Z",
  "name-za": "Name Z–A",
  gpu: "By GPU",
};

/** What {@linkcode OngoingTools} is given. */
export interface OngoingToolsProps {
  readonly query: OngoingQuery;
  readonly viewer: Viewer | undefined;
  /** All that run, and those of them that are shown. */
  readonly active: readonly TaskView[];
  readonly shown: readonly TaskView[];
  readonly onQuery: (change: Partial<OngoingQuery>) => void;
  /** What else stands there. */
  readonly children?: ComponentChildren;
}

/** Search, order and tags: a plain form, so that an address says it all. */
export function OngoingTools(props: OngoingToolsProps) {
  const { query, active, shown, onQuery } = props;
  const { tags } = query;
  return (
    <div class="p">
      <form
        class="fb bare"
        method="get"
        action="ongoing_task"
        role="search"
        data-filter
        onSubmit={(event) => event.preventDefault()}
      >
        <SearchField
          id="ongoing-search"
          text={query.text}
          hint="Search running tasks"
          label="Search running tasks"
          onText={(text) => onQuery({ text })}
        />
        <MineChip
          viewer={props.viewer}
          text={query.text}
          hrefOf={(text) => ongoingAddress({ ...query, text })}
          onText={(text) => onQuery({ text })}
        />
        <SortMenu sort={query.sort} onSort={(sort) => onQuery({ sort })} />
        <label class="line nw">
          <input
            class="cb"
            type="checkbox"
            name="by"
            value="tag"
            checked={query.isGrouped}
            onChange={(event) =>
              onQuery({ isGrouped: event.currentTarget.checked })}
          />
          Group by tag
        </label>
        {tags.map((tag) => (
          <input key={tag} type="hidden" name="tag" value={tag} />
        ))}
        <button class="b without-js" type="submit">Show</button>
        <span class="grow" />
        {props.children}
      </form>
      {(active.some((task) => task.tags.length > 0) || leavesOut(query)) && (
        <div class="fb bare tag-line">
          <TagChips
            tags={tagCounts(active)}
            chosen={tags}
            hrefOf={(tags) => ongoingAddress({ ...query, tags })}
            onTag={(tag) => onQuery({ tags: withTag(tags, tag) })}
          />
          {leavesOut(query) && (
            <>
              <span class="help" role="status">
                {counted(shown.length, "task")} of {active.length}
              </span>
              {tags.length > 0 && (
                <EndTagged
                  tasks={shown}
                  what={tags.map((tag) => `#${tag}`).join(", ")}
                />
              )}
              <a
                class="b sm gh"
                href="ongoing_task"
                onClick={(event) => {
                  event.preventDefault();
                  onQuery({ text: "", tags: [] });
                }}
              >
                Clear
              </a>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function SortMenu(
  { sort, onSort }: {
    readonly sort: OngoingSort;
    readonly onSort: (sort: OngoingSort) => void;
  },
) {
  return (
    <select
      class="in"
      name="sort"
      aria-label="Sort"
      value={sort}
      onChange={(event) => onSort(event.currentTarget.value as OngoingSort)}
    >
      {ONGOING_SORTS.map((one) => (
        <option key={one} value={one} selected={one === sort}>
          {SORT_WORDS[one]}
        </option>
      ))}
    </select>
  );
}
