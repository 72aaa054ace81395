import { keyOfEntry } from "../../scheduler/view/recovery_query.ts";
import type { RecoverySlice } from "../../scheduler/view/recovery_view.ts";
import { RecoveryHead } from "./RecoveryHead.tsx";
import { RecoveryItem, type RecoveryProblem } from "./RecoveryItem.tsx";

/** What {@linkcode RecoveryPageRows} is given. */
export interface RecoveryPageRowsProps {
  readonly slice: RecoverySlice;
  /** Whether heads say when their session was saved. */
  readonly areDated: boolean;
  readonly nowMs: number;
  readonly failures: ReadonlyMap<string, RecoveryProblem>;
}

/** The groups of which this part of the list shows entries. */
export function RecoveryPageRows(props: RecoveryPageRowsProps) {
  const { slice, areDated, nowMs, failures } = props;
  const end = slice.offset + slice.entries.length;
  let next = 0;
  const shown = slice.groups.flatMap((group) => {
    const first = next;
    next += group.count;
    const from = Math.max(first, slice.offset) - slice.offset;
    const to = Math.min(next, end) - slice.offset;
    if (from >= to) return [];
    return [{ group, entries: slice.entries.slice(from, to) }];
  });
  return (
    <>
      {shown.map(({ group, entries }) => (
        <div class="rg" key={`${group.sessionId} ${group.section}`}>
          <RecoveryHead
            group={group}
            isDated={areDated}
            nowMs={nowMs}
            chosen={0}
            isAll={false}
            as="h2"
          />
          {entries.map((entry) => {
            const { sessionId, section, task: { id } } = entry;
            const key = keyOfEntry({ sessionId, section, id });
            const failure = failures.get(key);
            return (
              <RecoveryItem
                key={key}
                entry={entry}
                nowMs={nowMs}
                isSelected={failure !== undefined}
                failure={failure}
              />
            );
          })}
        </div>
      ))}
    </>
  );
}
