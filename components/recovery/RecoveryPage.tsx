import {
  type RecoveryQuery,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import type { RecoverySlice } from "../../scheduler/view/recovery_view.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { RecoveryEmpty } from "./RecoveryEmpty.tsx";
import { RecoveryFilter } from "./RecoveryFilter.tsx";
import { RecoveryPageRows } from "./RecoveryPageRows.tsx";
import { RecoveryTabs } from "./RecoveryTabs.tsx";
import type { RecoveryProblem } from "./RecoveryItem.tsx";

/** What {@linkcode RecoveryPage} is given. */
export interface RecoveryPageProps {
  readonly slice: RecoverySlice;
  readonly query: RecoveryQuery;
  /** Entries to a page. */
  readonly limit: number;
  readonly nowMs: number;
  /** Why entries were not restored, by their key. */
  readonly failures: ReadonlyMap<string, RecoveryProblem>;
}

/** The recovery dialog as a page of its own, with plain forms. */
export function RecoveryPage(props: RecoveryPageProps) {
  const { slice, query, limit, nowMs, failures } = props;
  return (
    <section class="p" aria-labelledby="earlier-title">
      <h2 class="sr" id="earlier-title">Tasks of earlier sessions</h2>
      <RecoveryTabs query={query} counts={slice.tabs} />
      {slice.tabs[query.tab] > 0 && (
        <RecoveryFilter query={query} tags={slice.tags} />
      )}
      <form method="post">
        {slice.groups.length === 0 && <RecoveryEmpty query={query} />}
        <RecoveryPageRows
          {...{ slice, nowMs, failures }}
          areDated={query.tab === "earlier"}
        />
        <Pager {...{ slice, query, limit }} />
        {slice.groups.length > 0 && <Actions slice={slice} query={query} />}
      </form>
    </section>
  );
}

function Actions(
  { slice, query }: Pick<RecoveryPageProps, "slice" | "query">,
) {
  const isTagged = query.tag !== null && query.tab !== "hidden";
  return (
    <div class="df">
      <button class="b" type="submit" name="action" value="delete">
        Delete selected
      </button>
      {query.tab !== "hidden" && (
        <button class="b" type="submit" name="action" value="hide">
          Hide selected
        </button>
      )}
      <span class="sp" />
      {isTagged && (
        <button class="b" type="submit" name="action" value="restore_tag">
          Restore all {grouped(slice.matching)} with #{query.tag}
        </button>
      )}
      <button class="b pri" type="submit" name="action" value="restore">
        Restore selected
      </button>
    </div>
  );
}

function Pager(
  { slice, query, limit }: Pick<
    RecoveryPageProps,
    "slice" | "query" | "limit"
  >,
) {
  const { offset, matching, entries } = slice;
  if (matching <= limit) return null;
  const at = (place: number) =>
    `recovery${writeRecoveryQuery(query, { offset: `${place}` })}`;
  const end = offset + entries.length;
  return (
    <nav class="df" aria-label="Parts of the list">
      <span class="dim">
        {grouped(offset + 1)}–{grouped(end)} of {counted(matching, "task")}
      </span>
      <span class="sp" />
      {offset > 0 && (
        <a class="b" href={at(Math.max(0, offset - limit))}>Before</a>
      )}
      {end < matching && <a class="b" href={at(end)}>Next</a>}
    </nav>
  );
}
