import {
  type EntryRef,
  keyOfEntry,
} from "../../scheduler/view/recovery_query.ts";
import type {
  RecoveryEntryView,
  RecoveryGroup,
} from "../../scheduler/view/recovery_view.ts";
import { type Nearness, RecoveryBlock } from "./RecoveryBlock.tsx";
import { RecoveryHead } from "./RecoveryHead.tsx";
import { RecoveryItem } from "./RecoveryItem.tsx";

/** Rows to a block. */
const BLOCK = 50;

/** What can be done in the list. */
export interface RecoveryListActs {
  /** Asks for the rows from a place on. */
  readonly onWant: (from: number, count: number) => void;
  readonly onSelect: (place: number, isOn: boolean, isRange: boolean) => void;
  readonly onSelectGroup: (group: RecoveryGroup, isOn: boolean) => void;
  readonly onAct: (action: "hide" | "delete", row: RecoveryEntryView) => void;
}

/** What {@linkcode RecoveryList} is given. */
export interface RecoveryListProps extends RecoveryListActs {
  readonly groups: readonly RecoveryGroup[];
  /** All rows in order; those that were not fetched yet are `undefined`. */
  readonly rows: readonly (RecoveryEntryView | undefined)[];
  readonly chosen: ReadonlySet<string>;
  readonly chosenOf: (group: RecoveryGroup) => number;
  /** Those that stand above the list instead. */
  readonly failed: ReadonlyMap<string, { readonly entry: EntryRef }>;
  /** Whether heads say when their session was saved. */
  readonly areDated: boolean;
  readonly nearness: Nearness;
  readonly nowMs: number;
}

/** All groups, of which only what is near is drawn. */
export function RecoveryList(props: RecoveryListProps) {
  const { groups, rows, chosen, chosenOf, nowMs } = props;
  let next = 0;
  return (
    <>
      {groups.map((group) => {
        const first = next;
        next += group.count;
        const here = rows.slice(first, next);
        const isAll = chosenOf(group) >= group.count &&
          here.every((row) => row === undefined || chosen.has(keyOf(row)));
        return (
          <section
            class="rg"
            key={`${group.sessionId} ${group.section}`}
            aria-label={`${group.section}, ${group.count}`}
          >
            <RecoveryHead
              group={group}
              isDated={props.areDated}
              nowMs={nowMs}
              chosen={chosenOf(group)}
              isAll={isAll}
              onSelect={(isOn) => props.onSelectGroup(group, isOn)}
            />
            {blocksOf(group.count).map((from) => (
              <Rows
                key={from}
                {...props}
                from={first + from}
                count={Math.min(BLOCK, group.count - from)}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function Rows(
  props: RecoveryListProps & { readonly from: number; readonly count: number },
) {
  const { rows, from, count, chosen, failed, nearness, nowMs } = props;
  const places = Array.from({ length: count }, (_, step) => from + step);
  return (
    <RecoveryBlock
      rows={count}
      isFirst={from < BLOCK}
      nearness={nearness}
      onWant={() => {
        if (places.some((place) => rows[place] === undefined)) {
          props.onWant(from, count);
        }
      }}
      draw={() =>
        places.map((place) => {
          const row = rows[place];
          if (row === undefined) return <div key={place} class="ri wait" />;
          const key = keyOf(row);
          if (failed.has(key)) return null;
          return (
            <RecoveryItem
              key={key}
              entry={row}
              nowMs={nowMs}
              isSelected={chosen.has(key)}
              onSelect={(isOn, isRange) => props.onSelect(place, isOn, isRange)}
              onAct={(action) => props.onAct(action, row)}
            />
          );
        })}
    />
  );
}

function blocksOf(count: number): readonly number[] {
  return Array.from(
    { length: Math.ceil(count / BLOCK) },
    (_, block) => block * BLOCK,
  );
}

function keyOf({ sessionId, section, task }: RecoveryEntryView): string {
  return keyOfEntry({ sessionId, section, id: task.id });
}
