import {
  type RecoveryTab,
  tabCounts,
} from "../../scheduler/view/recovery_list.ts";
import type { RecoveryView } from "../../scheduler/view/recovery_view.ts";
import { RecoveryBody } from "./RecoveryBody.tsx";
import { RecoveryTabs } from "./RecoveryTabs.tsx";

/** What {@linkcode RecoveryPage} is given. */
export interface RecoveryPageProps {
  readonly view: RecoveryView;
  readonly tab: RecoveryTab;
  readonly nowMs: number;
  readonly failures: ReadonlyMap<string, string>;
}

/** The recovery dialog as a page of its own, one plain form. */
export function RecoveryPage(props: RecoveryPageProps) {
  const { view, tab, nowMs, failures } = props;
  return (
    <form class="p" method="post" aria-label="Tasks of earlier sessions">
      <RecoveryTabs tab={tab} counts={tabCounts(view)} />
      <RecoveryBody
        view={view}
        tab={tab}
        nowMs={nowMs}
        search=""
        choices={{ selected: new Set(), failures }}
      />
      <div class="df">
        <button class="b" type="submit" name="action" value="delete">
          Delete selected
        </button>
        {tab !== "hidden" && (
          <button class="b" type="submit" name="action" value="hide">
            Hide selected
          </button>
        )}
        <span class="sp" />
        <button class="b pri" type="submit" name="action" value="restore">
          Restore selected
        </button>
      </div>
    </form>
  );
}
