import {
  recoveryGroups,
  type RecoveryTab,
} from "../../scheduler/view/recovery_list.ts";
import type { RecoveryView } from "../../scheduler/view/recovery_view.ts";
import { Empty } from "../parts/Empty.tsx";
import { Icon } from "../parts/Icon.tsx";
import {
  type RecoveryChoices,
  RecoveryGroupList,
} from "./RecoveryGroupList.tsx";

/** What {@linkcode RecoveryBody} is given. */
export interface RecoveryBodyProps {
  readonly view: RecoveryView;
  readonly tab: RecoveryTab;
  readonly nowMs: number;
  readonly search: string;
  readonly onSearch?: (text: string) => void;
  readonly choices: RecoveryChoices;
}

/** A tab's search and groups. */
export function RecoveryBody(props: RecoveryBodyProps) {
  const { view, tab, nowMs, search, onSearch, choices } = props;
  const groups = recoveryGroups(view, tab, search);
  return (
    <>
      {onSearch && (
        <div class="fb">
          <div class="inw">
            <Icon name="search" />
            <input
              class="in"
              type="search"
              placeholder="Search these tasks"
              aria-label="Search these tasks"
              value={search}
              onInput={(event) => onSearch(event.currentTarget.value)}
            />
          </div>
        </div>
      )}
      <div class="db" tabIndex={0}>
        {groups.length === 0 && (
          <Empty fact={search === "" ? "Nothing here" : "Nothing matches"}>
            <p>
              {tab === "hidden"
                ? "What you hide stands here, out of the way."
                : "All that was left has been decided on."}
            </p>
          </Empty>
        )}
        {groups.map((group) => (
          <RecoveryGroupList
            key={group.key}
            group={group}
            choices={choices}
            nowMs={nowMs}
          />
        ))}
      </div>
    </>
  );
}
