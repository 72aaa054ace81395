import { type ListPage, pagesOf } from "../../scheduler/view/completed_list.ts";
import { writeListQuery } from "../../scheduler/view/ended_query.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** Which rows these are and the way to the others, for those without a script. */
export function Pager({ page }: { page: ListPage }) {
  const { query, matching, offset, rows } = page;
  const pages = pagesOf(matching);
  const first = offset + 1;
  if (matching === 0) return null;
  const at = (number: number) =>
    `completed_task${writeListQuery({ ...query, page: number })}`;
  return (
    <nav class="foot without-js" aria-label="Pages of the list">
      <span>
        Rows {grouped(first)}–{grouped(first + rows.length - 1)} of{" "}
        {grouped(matching)}
      </span>
      {query.page > 1 && (
        <a href={at(query.page - 1)} rel="prev">Previous page</a>
      )}
      {pages > 1 && <span>Page {grouped(query.page)} of {grouped(pages)}</span>}
      {query.page < pages && (
        <a href={at(query.page + 1)} rel="next">Next page</a>
      )}
    </nav>
  );
}
