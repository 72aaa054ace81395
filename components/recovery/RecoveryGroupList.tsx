import {
  entryKey,
  type RecoveryGroup,
} from "../../scheduler/view/recovery_list.ts";
import type { RecoveryEntryView } from "../../scheduler/view/recovery_view.ts";
import { counted } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { RecoveryItem } from "./RecoveryItem.tsx";

/** Rows to a group; a search finds the others. */
const SHOWN = 200;

/** What can be done with what is shown. */
export interface RecoveryChoices {
  readonly selected: ReadonlySet<string>;
  /** Why an entry was not restored, by its key. */
  readonly failures: ReadonlyMap<string, string>;
  readonly onSelect?: (keys: readonly string[], on: boolean) => void;
  readonly onHide?: (entry: RecoveryEntryView) => unknown;
  readonly onDelete?: (entry: RecoveryEntryView) => unknown;
}

/** What {@linkcode RecoveryGroupList} is given. */
export interface RecoveryGroupListProps {
  readonly group: RecoveryGroup;
  readonly choices: RecoveryChoices;
  readonly nowMs: number;
}

const ICONS: Readonly<Record<string, [look: string, icon: IconName]>> = {
  Interrupted: ["lost", "s-lost"],
  Queued: ["queued", "s-queued"],
  Completed: ["succeeded", "s-succeeded"],
  Hidden: ["queued", "hide"],
};

/** One group: its count, its select button, its entries. */
export function RecoveryGroupList(props: RecoveryGroupListProps) {
  const { group, choices, nowMs } = props;
  const { title, savedAtMs, entries } = group;
  const keys = entries.map(entryKey);
  const chosen = keys.filter((key) => choices.selected.has(key)).length;
  const [look, icon] = ICONS[title]!;
  const all = chosen === keys.length;
  return (
    <>
      <div class="gh">
        <span class={`st ${look}`}>
          <Icon name={icon} />
        </span>
        <h3>{title}</h3>
        <span class="c">
          {counted(keys.length, "task")}
          {chosen > 0 && `, ${chosen} selected`}
          {savedAtMs !== null && (
            <>
              , saved <At atMs={savedAtMs} nowMs={nowMs} />
            </>
          )}
        </span>
        <span class="sp" />
        {choices.onSelect && (
          <button
            type="button"
            class="b sm gh"
            onClick={() => choices.onSelect?.(keys, !all)}
          >
            {all ? "Clear" : `Select all ${keys.length}`}
          </button>
        )}
      </div>
      {entries.slice(0, SHOWN).map((entry) => (
        <RecoveryItem
          key={entryKey(entry)}
          entry={entry}
          choices={choices}
          nowMs={nowMs}
        />
      ))}
      {entries.length > SHOWN && (
        <p class="foot">
          {counted(entries.length - SHOWN, "more task")}, found by searching.
        </p>
      )}
    </>
  );
}
