import {
  RECOVERY_SORTS,
  type RecoveryQuery,
  type RecoverySort,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import { SORT_WORDS } from "../../scheduler/view/sort_words.ts";
import type { TagCount } from "../../scheduler/view/recovery_view.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

const WORDS: Readonly<Record<RecoverySort, string>> = {
  turn: "As they stood",
  ...SORT_WORDS,
};

/** More tags than this are found by searching. */
const TAGS_SHOWN = 40;

/** What {@linkcode RecoveryFilter} is given. */
export interface RecoveryFilterProps {
  readonly query: RecoveryQuery;
  readonly tags: readonly TagCount[];
  /** What is typed; without it this is a form that leads to the page. */
  readonly search?: string;
  readonly onSearch?: (text: string) => void;
  readonly onQuery?: (query: RecoveryQuery) => void;
  /** Restores all with the chosen tag. */
  readonly onRestoreTag?: (tag: string) => void;
}

/** Search, order and tags of a tab. */
export function RecoveryFilter(props: RecoveryFilterProps) {
  const { query, tags, search, onSearch, onQuery, onRestoreTag } = props;
  const chosen = tags.find(({ name }) => name === query.tag);
  return (
    <form
      class="fb rf"
      role="search"
      aria-label="Tasks to restore"
      method="get"
      action="recovery"
      onSubmit={onQuery && ((event) => event.preventDefault())}
    >
      <input type="hidden" name="tab" value={query.tab} />
      <div class="inw">
        <Icon name="search" />
        <input
          class="in"
          type="search"
          name="q"
          placeholder="Search these tasks"
          aria-label="Search these tasks"
          value={search ?? query.text}
          onInput={(event) => onSearch?.(event.currentTarget.value)}
        />
      </div>
      <select
        class="in"
        name="sort"
        aria-label="Sort"
        onChange={(event) => {
          const sort = RECOVERY_SORTS[event.currentTarget.selectedIndex]!;
          onQuery?.({ ...query, sort });
        }}
      >
        {RECOVERY_SORTS.map((sort) => (
          <option key={sort} value={sort} selected={sort === query.sort}>
            {WORDS[sort]}
          </option>
        ))}
      </select>
      {onQuery === undefined && <button class="b" type="submit">Search</button>}
      {(tags.length > 0 || query.tag !== null) && (
        <div class="rt">
          <div class="grp" role="group" aria-label="Tags">
            {tags.slice(0, TAGS_SHOWN).map((tag) => (
              <TagChip key={tag.name} {...{ tag, query, onQuery }} />
            ))}
            {query.tag !== null && chosen === undefined && (
              <TagChip
                tag={{ name: query.tag, count: 0 }}
                {...{ query, onQuery }}
              />
            )}
          </div>
          {chosen !== undefined && onRestoreTag && query.tab !== "hidden" && (
            <button
              type="button"
              class="b sm"
              onClick={() => onRestoreTag(chosen.name)}
            >
              Restore all {grouped(chosen.count)} with #{chosen.name}
            </button>
          )}
        </div>
      )}
    </form>
  );
}

function TagChip(
  { tag: { name, count }, query, onQuery }: {
    readonly tag: TagCount;
    readonly query: RecoveryQuery;
    readonly onQuery: RecoveryFilterProps["onQuery"];
  },
) {
  const isOn = name === query.tag;
  const next = { ...query, tag: isOn ? null : name };
  const inside = (
    <>
      <span class="tag">{name}</span>
      {grouped(count)}
    </>
  );
  return onQuery === undefined
    ? (
      <a
        class={`chip${isOn ? " on" : ""}`}
        href={`recovery${writeRecoveryQuery(next)}`}
        aria-current={isOn ? "true" : undefined}
      >
        {inside}
      </a>
    )
    : (
      <button
        type="button"
        class="chip"
        aria-pressed={isOn}
        onClick={() => onQuery(next)}
      >
        {inside}
      </button>
    );
}
